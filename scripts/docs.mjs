// Writes what the documentation says of settings and errors from their tables, and of exports from
// their doc blocks, and formats it.
//
//   npm run docs                    after a change of a table
//   node scripts/docs.mjs --check   fails when a file differs from its source; needs the build
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import prettier from "prettier";
import { choosingPage } from "./docs/choosing-page.mjs";
import { errorsPage } from "./docs/errors-page.mjs";
import { withExports } from "./docs/exports.mjs";
import { withDocBlocks, withSettingsTable } from "./docs/settings.mjs";

const server = new URL("../packages/server/", import.meta.url);
const read = async (module) => import(new URL(`build/${module}`, server));
const { SETTINGS } = await read("settings/settings-table.js");
const { SESSION_SETTINGS } = await read("settings/session-settings.js");
const { HOOK_SETTINGS } = await read("settings/hook-settings.js");
const { ERRORS } = await read("error-codes.js");
const { ERROR_DOCUMENTATION } = await read("error-documentation.js");
const { WARNINGS } = await read("warning-documentation.js");
const { TEXTS } = await read("pages/texts/by-language.js");
const { dataAccess, profiles } = await import(
  new URL("../packages/profiles/build/index.js", import.meta.url)
);

const own = Object.fromEntries(Object.entries(SETTINGS).filter(([option]) => !(option in HOOK_SETTINGS)));
const members = Object.entries(SESSION_SETTINGS).map(([name, setting]) => [`session.${name}`, setting]);
const rows = Object.entries(SETTINGS).flatMap((entry) => (entry[0] === "session" ? members : [entry]));

const root = new URL("..", import.meta.url).pathname;
const readme = (name) => [`packages/${name}/README.md`, (text) => withExports(text, root, name)];

/** What each file becomes, from what it is. */
const files = {
  "docs/errors.md": () => errorsPage(ERRORS, ERROR_DOCUMENTATION, WARNINGS, TEXTS),
  "docs/choosing.md": () => choosingPage(profiles, dataAccess, "en"),
  "docs/choosing.fr.md": () => choosingPage(profiles, dataAccess, "fr"),
  // The log leads to this one.
  "packages/server/docs/errors.md": () => errorsPage(ERRORS, ERROR_DOCUMENTATION, WARNINGS, TEXTS),
  ...Object.fromEntries(["browser", "button", "mock", "profiles"].map(readme)),
  "packages/server/README.md": (text) => withSettingsTable(withExports(text, root, "server"), rows),
  "packages/server/src/settings/options.ts": (text) =>
    withDocBlocks(withDocBlocks(text, "AuthOptions", own), "SessionOptions", SESSION_SETTINGS),
  "packages/server/src/hooks/hooks.ts": (text) => withDocBlocks(text, "Hooks", HOOK_SETTINGS),
};

const isCheck = process.argv.includes("--check");
for (const [name, write] of Object.entries(files)) {
  const file = new URL(`../${name}`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const filepath = file.pathname;
  const options = { ...(await prettier.resolveConfig(filepath)), filepath };
  const written = await prettier.format(write(text), options);
  if (written === text) continue;
  if (isCheck) {
    console.error(`${name} differs from its source: run npm run docs.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, written);
    console.log(`${name} written.`);
  }
}
