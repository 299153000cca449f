// Installs an example from the packages as they would be published.
//
//   node scripts/install-example.mjs examples/next          as its lock file says
//   node scripts/install-example.mjs examples/next --lock   writes that lock file again
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPackedRegistry } from "./packed-registry.mjs";

const [folder, option] = process.argv.slice(2);
if (!folder || (option && option !== "--lock")) {
  console.error("Usage: node scripts/install-example.mjs <folder> [--lock]");
  process.exit(2);
}
const registry = await startPackedRegistry();
const command = option === "--lock" ? ["install", "--package-lock-only"] : ["ci", "--no-audit", "--no-fund"];
const npm = spawn("npm", command, {
  cwd: folder,
  env: registry.env,
  stdio: ["ignore", "inherit", "inherit"],
});
const [code] = await once(npm, "exit");
registry.stop();
if (code === 0 && option === "--lock") forgetOurs(join(folder, "package-lock.json"));
process.exitCode = code;

/** Ours change with each commit: what the lock file says of their content would be wrong at the next. */
function forgetOurs(file) {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes("node_modules/@moncomptepro/")) continue;
    delete entry.resolved;
    delete entry.integrity;
  }
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
}
