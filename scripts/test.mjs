// Builds, runs every check and every test, and ends with the line "N passed, N failed".
//
//   npm test              all steps
//   npm test -- unit e2e  the steps named
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reports = mkdtempSync(join(tmpdir(), "moncomptepro-"));
const vitestReport = join(reports, "vitest.json");
const playwrightReport = (step) => join(reports, `${step}.json`);

const steps = {
  // First, because the linter reads the types that it writes.
  build: ["npm run build"],
  lint: ["npm run lint"],
  check: ["npm run check"],
  unit: [
    "node scripts/install-redis.mjs",
    `npx vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`,
  ],
  e2e: ["node scripts/install-chromium.mjs", "npm run e2e"],
  next: [
    "node scripts/install-chromium.mjs",
    "npm ci --no-audit --no-fund --prefix examples/next",
    "npm run build --prefix examples/next",
    "npx playwright test --project=next",
  ],
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

const counts = [
  count(vitestReport, (report) => [report.numPassedTests, report.numFailedTests]),
  ...Object.keys(steps).map((step) =>
    count(playwrightReport(step), ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]),
  ),
];
const sum = (name) => counts.reduce((total, each) => total + each[name], 0);
// A step that failed without a failed test, as lint or a crash of the runner, counts as one failure.
const [passed, failed] = [sum("passed"), Math.max(sum("failed"), failures.length)];
rmSync(reports, { recursive: true });
if (failures.length > 0) console.error(`\nFailed: ${failures.join(", ")}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function run(command, step) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport(step) };
  return spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}

function count(file, read) {
  try {
    const [passedTests, failedTests] = read(JSON.parse(readFileSync(file, "utf8")));
    return { passed: passedTests, failed: failedTests };
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return { passed: 0, failed: 0 };
  }
}
