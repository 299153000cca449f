// Checks what would be published of each package: its entries, its types, its files.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { missingTypes } from "./types-reached.mjs";

const failed = readdirSync("packages").filter((name) => {
  const folder = `packages/${name}`;
  console.log(`@moncomptepro/${name}`);
  const missing = missingTypes(folder);
  if (missing.length > 0) console.error(`Its types need what it does not bring along: ${missing.join(", ")}`);
  return !(
    missing.length === 0 &&
    run("publint", ["--strict", folder]) &&
    run("attw", ["--pack", folder, "--profile", "esm-only", "--format", "ascii", "--quiet"])
  );
});
if (failed.length > 0) {
  console.error(`Not ready to be published: ${failed.join(", ")}`);
  process.exit(1);
}

function run(tool, parameters) {
  return spawnSync("npx", [tool, ...parameters], { stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}
