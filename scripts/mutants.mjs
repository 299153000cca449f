// Breaks lines that matter, one by one, in a copy of the repository, and expects that a unit test notices each.
//
//   npm run mutants                             all of scripts/mutants/*.mjs
//   npm run mutants -- recency "a cookie"       those whose file or sentence holds one of the texts
//   npm run mutants -- --jobs 2                 two at once
//   npm run mutants -- --trust                  without running the tests first as they are
//   npm run mutants -- --check                  only whether each text to find still stands once in its file
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseArgs } from "node:util";
import { Copy, endAll, root } from "./mutants/run/copy.mjs";

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "1" },
    check: { type: "boolean", default: false },
    trust: { type: "boolean", default: false },
  },
});

const list = (await readRooms()).filter(isWanted);
const mistakes = list.flatMap(mistakesOf);
for (const mistake of mistakes) console.error(mistake);
if (list.length === 0) console.error("No break has this name.");
if (flags.check || mistakes.length > 0 || list.length === 0) {
  console.log(`${list.length} breaks, ${mistakes.length} mistakes in the list`);
  process.exit(mistakes.length > 0 || list.length === 0 ? 1 : 0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
process.on("exit", endAll);

const breaks = list.filter(({ equivalent }) => equivalent === undefined);
const survivors = [];
const unclear = [];
let done = 0;

const jobs = Math.max(1, Number(flags.jobs) || 1);
const copies = Array.from({ length: Math.min(jobs, breaks.length) }, () => new Copy());
if (copies.length > 0) {
  if (!flags.trust) await requireGreen(copies[0]);
  const waiting = [...breaks];
  await Promise.all(copies.map((copy) => work(copy, waiting)));
}

const skipped = list.length - breaks.length;
if (skipped > 0) console.log(`\n${skipped} change nothing, and were not tried`);
for (const each of survivors)
  console.log(`\nSurvived: ${each.path}\n  ${each.why}\n- ${each.find}\n+ ${each.put}`);
for (const { path, why } of unclear) console.log(`\nDoes not run at all: ${path}: ${why}`);
console.log(`\n${breaks.length - survivors.length - unclear.length} noticed, ${survivors.length} survived`);
process.exit(survivors.length + unclear.length > 0 ? 1 : 0);

/** All breaks of the list, with the paths of their files and tests from the root of the repository. */
async function readRooms() {
  const folder = join(root, "scripts/mutants");
  const names = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  const rooms = await Promise.all(names.map((name) => import(join(folder, name))));
  return rooms.flatMap((room) =>
    room.breaks.map((each) => ({
      ...each,
      path: `${room.folder}/${each.file}`,
      tests: (each.tests ?? room.tests).map((test) => posix.join(room.folder, test)),
    })),
  );
}

function isWanted({ path, why }) {
  return filters.length === 0 || filters.some((text) => path.includes(text) || why.includes(text));
}

/** What of a break no longer fits the code. */
function mistakesOf({ path, find, put, why, tests }) {
  const found = [];
  const source = read(path);
  const times = source === undefined ? 0 : source.split(find).length - 1;
  if (source === undefined) found.push("there is no such file");
  else if (times !== 1) found.push(`its text stands there ${times} times: ${find}`);
  if (find === put) found.push("it changes nothing");
  if (!why) found.push("it does not say why it matters");
  if (new Set(tests).size < tests.length) found.push("a test stands in its list twice");
  for (const test of tests) if (read(test) === undefined) found.push(`there is no test ${test}`);
  return found.map((mistake) => `${path} (${why}): ${mistake}`);
}

function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** Ends it all when the tests fail without any break, for then they would notice everything. */
async function requireGreen(copy) {
  const tests = [...new Set(breaks.flatMap((each) => each.tests))];
  console.log(`${breaks.length} breaks. First the tests without any (${tests.length} files)…`);
  const { passed, said } = await copy.runTests(tests, 3_600_000);
  if (passed) return;
  console.error(`The tests fail without any break:\n${said}`);
  process.exit(1);
}

/** Takes one break after the other, until none is left. */
async function work(copy, waiting) {
  /* oxlint-disable no-await-in-loop -- a copy holds one break at a time */
  for (let each = waiting.shift(); each; each = waiting.shift()) {
    const { passed, isBroken, said } = await copy.tryBreak(each);
    if (passed) survivors.push(each);
    else if (isBroken) unclear.push(each);
    done += 1;
    const outcome = passed ? "SURVIVED" : isBroken ? "DOES NOT RUN" : `noticed by “${said}”`;
    const count = survivors.length > 0 ? ` (${survivors.length} survived so far)` : "";
    console.log(`[${done}/${breaks.length}]${count} ${each.path}: ${each.why} ${outcome}`);
  }
  /* oxlint-enable no-await-in-loop */
}
