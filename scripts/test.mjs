// Builds, runs every check and every test, and ends with the line "N passed, N failed".
//
//   npm test              all steps
//   npm test -- unit e2e  the steps named
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reports = mkdtempSync(join(tmpdir(), "moncomptepro-"));
const report = (step) => join(reports, `${step}.json`);
const vitest = (step) =>
  `npx vitest run --project ${step} --reporter=default --reporter=json --outputFile.json=${report(step)}`;
const install = (folder) => `npm ci --no-audit --no-fund --prefix ${folder}`;
const installExample = (name) => `node scripts/install-example.mjs examples/${name}`;
const consumers = "packages/button/consumers";
const frameworks = ["react-19", "react-18", "preact", "solid", "vue", "svelte"];

const steps = {
  // First, because the linter reads the types that it writes.
  build: ["npm run build"],
  lint: ["npm run lint"],
  // And that the deliberate breaks still fit the code: running them takes too long here.
  check: ["npm run check", "npm run --silent mutants -- --check"],
  // What bundlers leave out, and the types of the button in the frameworks that it has types for.
  consumers: [
    vitest("consumers"),
    install(consumers),
    ...frameworks.map((framework) => `npx tsc -p ${consumers}/tsconfig.${framework}.json`),
    // Angular compiles with a compiler, and a TypeScript, of its own.
    `node ${consumers}/node_modules/.bin/ngc -p ${consumers}/tsconfig.angular.json`,
  ],
  unit: ["node scripts/install-redis.mjs", vitest("unit")],
  // And the applications of docs/applications.md, with their frameworks.
  accounts: [
    "node scripts/install-postgres.mjs",
    installExample("accounts"),
    install("e2e/applications"),
    vitest("accounts"),
  ],
  e2e: ["node scripts/install-chromium.mjs", "npm run e2e"],
  engines: ["node scripts/install-engines.mjs", vitest("engines")],
  next: [
    "node scripts/install-chromium.mjs",
    installExample("next"),
    "npm run build --prefix examples/next",
    // Next 15, with the libraries that applications have already.
    installExample("libraries"),
    "npm run build --prefix examples/libraries",
    // A client-side router.
    install("e2e/routers/react-router"),
    "npm run build --prefix e2e/routers/react-router",
    "npx playwright test --project=next",
  ],
  runtimes: [vitest("runtimes")],
  // Each example as its README says, copied out of the repository; and what the packages bring along.
  "stand-alone": [vitest("stand-alone"), "npm run --silent sbom > /dev/null"],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(", ")}. There are ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}

const chosen = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const failures = [];
chosen.forEach(([name, commands], index) => {
  if (failures.includes("build")) return;
  const start = Date.now();
  console.log(`\n[${index + 1}/${chosen.length}] ${name}`);
  const done = commands.every((command) => run(command, name));
  console.log(
    `[${index + 1}/${chosen.length}] ${name} ${done ? "passed" : "FAILED"} in ${Math.round((Date.now() - start) / 1000)} s`,
  );
  if (!done) failures.push(name);
});

const counts = Object.keys(steps).map((step) => count(report(step)));
const sum = (name) => counts.reduce((total, each) => total + each[name], 0);
// A step that failed without a failed test, as lint or a crash of the runner, counts as one failure.
const [passed, failed] = [sum("passed"), Math.max(sum("failed"), failures.length)];
rmSync(reports, { recursive: true });
if (failures.length > 0) console.error(`\nFailed: ${failures.join(", ")}`);
if (sum("flaky") > 0)
  console.error(`\n${sum("flaky")} passed at the second try only: look for "flaky" above`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function run(command, step) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report(step) };
  return spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}

/** What a report of Vitest or Playwright counts. */
function count(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, flaky: 0 };
  const { stats, numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
  return stats
    ? { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky }
    : { passed: numPassedTests, failed: numFailedTests, flaky: 0 };
}
