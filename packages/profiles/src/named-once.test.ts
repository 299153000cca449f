import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../..", import.meta.url));

/** Each name of a provider. The kit has the name of one itself, which counts where it is compared with only. */
const NAMES =
  /(?:pro|agent|france)connect|pro-?sant[eé]-?connect|(?:===?|!==?|case) ?["'`](?:moncomptepro(?!_)|pro-sante)|\.id [!=]==? ["'`]/i;

/** Sources, and folders of sources, that name a provider, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  "mock/src/provider/registry.ts": "the one line of each",
  "mock/src/cli/help.ts": "says what can be simulated",
  "mock/src/clients/client-options.ts": "says which simulation heeds the option",
  "mock/src/faults/fault-catalogue.ts": "says which simulation heeds the fault",
  "mock/src/pages/texts/": "words of one provider’s page",
  "mock/src/api-particulier/": "a service that takes one provider’s tokens",
  "server/src/api-particulier/": "as above",
  "server/src/warning-documentation.ts": "the example in a sentence",
  "server/src/settings/entries.ts": "as above",
  "server/src/settings/providers-setting.ts": "as above",
  "server/src/index.ts": "re-exports the users’ types",
  "server/src/verify.ts": "as above",
};

/** The folders of the mock’s providers are theirs. */
const isSource = (path: string): boolean =>
  /^(?:server|browser|button|mock)\/src\/.*\.ts$/.test(path) &&
  !/\.test\.ts$|^mock\/src\/provider\/[^/]+\//.test(path);

/** What a source does: its comments may say which provider a rule was measured at. */
const withoutComments = (source: string): string =>
  source.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, "").replaceAll(/(^|\s)\/\/ .*$/gm, "$1");

test("no source but a profile, a folder of the mock and a list with reasons knows a provider’s name", () => {
  const sources = readdirSync(packages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(packages, join(entry.parentPath, entry.name)))
    .filter(isSource);
  expect(sources.length).toBeGreaterThan(300);
  const naming = sources.filter((path) =>
    NAMES.test(withoutComments(readFileSync(join(packages, path), "utf8"))),
  );
  const allowed = Object.keys(ALLOWED);
  expect(naming.filter((path) => !allowed.some((each) => path.startsWith(each)))).toEqual([]);
  // What names none any more needs no place in the list.
  expect(allowed.filter((each) => !naming.some((path) => path.startsWith(each)))).toEqual([]);
});

test("the scan sees a name in code, and none in a comment", () => {
  const seen = (source: string): boolean => NAMES.test(withoutComments(source));
  expect(seen('if (profile.id === "moncomptepro") return;')).toBe(true);
  expect(seen('const x = "pro-sante-connect";')).toBe(true);
  expect(seen('import { proconnect } from "x"; // why\n')).toBe(true);
  expect(seen('  // ProConnect does so.\n/** At ProConnect. */\nconst name = "moncomptepro";')).toBe(false);
});
