// Checks what would be published of each package: its entries, its types, its files.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const failed = readdirSync("packages").filter((name) => {
  const folder = `packages/${name}`;
  console.log(`@moncomptepro/${name}`);
  return !(
    run("publint", ["--strict", folder]) &&
    run("attw", [
      "--pack",
      folder,
      "--profile",
      "esm-only",
      "--format",
      "ascii",
      "--quiet",
      ...stylesheets(folder),
    ])
  );
});
if (failed.length > 0) {
  console.error(`Not ready to be published: ${failed.join(", ")}`);
  process.exit(1);
}

/** A stylesheet has no types to check. */
function stylesheets(folder) {
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const entries = Object.keys(exports).filter((entry) => entry.endsWith(".css"));
  return entries.length > 0 ? ["--exclude-entrypoints", ...entries] : [];
}

function run(tool, parameters) {
  return spawnSync("npx", [tool, ...parameters], { stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}
