// Installs an example from the packages as they would be published.
//
//   node scripts/install-example.mjs examples/next          as its lock file says
//   node scripts/install-example.mjs examples/next --lock   writes that lock file again
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPackedRegistry } from "./packed-registry.mjs";

const [folder, option] = process.argv.slice(2);
if (!folder || (option && option !== "--lock")) {
  console.error("Usage: node scripts/install-example.mjs <folder> [--lock]");
  process.exit(2);
}
const lockFile = join(folder, "package-lock.json");
// npm believes what the lock file says of a version: what ours need may have changed since.
if (option === "--lock") changeOurs((packages, path) => delete packages[path]);
const registry = await startPackedRegistry();
const command = option === "--lock" ? ["install", "--package-lock-only"] : ["ci", "--no-audit", "--no-fund"];
const npm = spawn("npm", command, {
  cwd: folder,
  env: registry.env,
  stdio: ["ignore", "inherit", "inherit"],
});
const [code] = await once(npm, "exit");
registry.stop();
if (code === 0 && option === "--lock") {
  // Their content changes with each commit: what the lock file says of it would be wrong at the next.
  changeOurs((packages, path) => {
    delete packages[path].resolved;
    delete packages[path].integrity;
  });
}
process.exitCode = code;

function changeOurs(change) {
  // An example that is new has none.
  if (!existsSync(lockFile)) return;
  const lock = JSON.parse(readFileSync(lockFile, "utf8"));
  const ours = Object.keys(lock.packages).filter((path) => path.includes("node_modules/@moncomptepro/"));
  for (const path of ours) change(lock.packages, path);
  writeFileSync(lockFile, `${JSON.stringify(lock, undefined, 2)}\n`);
}
