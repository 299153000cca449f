// Runs tests in a copy of the repository again and again, each time with other lines in one of its files: what stays
// the same is read and compiled once. Started by copy.mjs, which ends it when tests do not end.
import { join } from "node:path";
import { createVitest } from "vitest/node";

/** Test files run one by one, as they are listed: the first of a room is the quickest to notice what breaks. */
class InOrder {
  sort(specifications) {
    return specifications;
  }

  shard(specifications) {
    return specifications;
  }
}

/**
 * Ends a run at the first test that failed (twice: see `retry`). Vitest's own `bail` ends it at each one: tests that fail
 * side by side end it twice, and the second time the thread is killed before it has told what failed. All then looked
 * passed.
 */
class FirstFailure {
  /** Full name of the test. */
  name;

  onTestCaseResult(test) {
    if (this.name !== undefined || test.result().state !== "failed") return;
    this.name = test.fullName;
    // What goes wrong there ends the run too, and is told there.
    vitest.cancelCurrentRun("test-failure").catch(() => undefined);
  }
}

const firstFailure = new FirstFailure();
const folder = process.cwd();
const vitest = await createVitest("test", {
  root: folder,
  project: ["unit"],
  watch: false,
  retry: 1,
  fileParallelism: false,
  pool: "threads",
  reporters: [firstFailure],
  silent: true,
  sequence: { sequencer: InOrder },
});
await vitest.standalone();

process.on("message", async ({ changed, tests }) => {
  try {
    process.send(await run(changed, tests));
  } catch (error) {
    process.send({ passed: false, isBroken: true, said: String(error) });
  }
});

/** @param changed - files that have other lines than in the run before */
async function run(changed, tests) {
  for (const file of changed) vitest.invalidateFile(join(folder, file));
  firstFailure.name = undefined;
  vitest.state.idMap.clear();
  vitest.state.filesMap.clear();
  const specifications = tests.flatMap((test) => vitest.getModuleSpecifications(join(folder, test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  if (firstFailure.name !== undefined) return { passed: false, isBroken: false, said: firstFailure.name };
  const [error] = [...testModules.flatMap((each) => each.errors()), ...unhandledErrors];
  if (error)
    return { passed: false, isBroken: isUnreadable(error), said: String(error.message).slice(0, 300) };
  const passed =
    testModules.length === tests.length && testModules.every((each) => each.state() === "passed");
  return { passed, isBroken: !passed, said: passed ? "" : "some tests did not run" };
}

/** Says whether the file could not be compiled: then no test noticed anything. */
function isUnreadable({ name, message }) {
  return name === "SyntaxError" || /Transform failed|PARSE_ERROR|SyntaxError/.test(message);
}
