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

const folder = process.cwd();
const vitest = await createVitest("test", {
  root: folder,
  project: ["unit"],
  watch: false,
  bail: 1,
  retry: 1,
  fileParallelism: false,
  pool: "threads",
  reporters: [{}],
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
  // What failed in the run before would end this one.
  vitest.state.idMap.clear();
  vitest.state.filesMap.clear();
  const specifications = tests.flatMap((test) => vitest.getModuleSpecifications(join(folder, test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const [test] = testModules.flatMap((each) => [...each.children.allTests("failed")]);
  if (test) return { passed: false, isBroken: false, said: test.fullName };
  const [error] = [...testModules.flatMap((each) => each.errors()), ...unhandledErrors];
  if (error)
    return { passed: false, isBroken: isUnreadable(error), said: String(error.message).slice(0, 300) };
  const passed = testModules.length === tests.length && testModules.every((each) => each.ok());
  return { passed, isBroken: !passed, said: passed ? "" : "some tests did not run" };
}

/** Says whether the file could not be compiled: then no test noticed anything. */
function isUnreadable({ name, message }) {
  return name === "SyntaxError" || /Transform failed|PARSE_ERROR|SyntaxError/.test(message);
}
