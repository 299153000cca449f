// The table of everything that a package exports: each name with the first sentence of its doc block.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { table } from "./table.mjs";

const BEGIN = "<!-- Made from the doc blocks in src by npm run docs. -->";
const END = "<!-- End of the exports. -->";
const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(function|const|class|interface|type) (\w+)/gm;
const LIST = /^export (type )?\{([^}]+)\}(?: from "([^"]+)")?/gm;
const STAR = /^export \* from "([^"]+)"/gm;

/** The README of a package with its table as the sources say. */
export function withExports(text, root, name) {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entries = Object.entries(manifest.exports).flatMap(([entry, { types = "" }]) => {
    const source = join(folder, types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts"));
    // Of one source only the first entry is shown: the bundles of a page export the same.
    return types.startsWith("./dist/") && existsSync(source) ? [[entry, source]] : [];
  });
  const shown = new Set();
  const sections = entries.map(([entry, source]) =>
    section(`${manifest.name}${entry.slice(1)}`, source, root, shown),
  );
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END, start);
  if (start === -1 || end === -1) throw new Error(`The README of ${name} lacks the marks of its exports.`);
  return `${text.slice(0, start)}${BEGIN}\n\n${sections.join("\n\n")}\n\n${text.slice(end)}`;
}

const key = ([name, { sentence }]) => `${name}: ${sentence}`;

/** What one entry exports. What an entry before exports too is named alone. */
function section(address, source, root, shown) {
  const found = [...exportsOf(source, root)].toSorted(([one], [other]) => one.localeCompare(other, "en"));
  const fresh = found.filter((each) => !shown.has(key(each)));
  const again = found.filter((each) => shown.has(key(each))).map((each) => cells(each, source)[0]);
  for (const each of fresh) shown.add(key(each));
  return [
    `**\`${address}\`**${again.length > 0 ? `, with ${again.join(", ")} as above` : ""}`,
    ...(fresh.length > 0
      ? [
          table(
            ["export", "what it is"],
            fresh.map((each) => cells(each, source)),
          ),
        ]
      : []),
  ].join("\n\n");
}

function cells([name, { kind, sentence }], source) {
  if (!sentence) throw new Error(`${name}, exported by ${source}, has no doc block.`);
  return [`\`${name}${kind === "function" ? "()" : ""}\``, sentence];
}

/** Every name that a module exports, with what its declaration says. */
function exportsOf(file, root) {
  const source = readFileSync(file, "utf8");
  const found = new Map();
  for (const [, from] of source.matchAll(STAR))
    for (const [name, what] of exportsOf(resolve(file, from, root), root)) found.set(name, what);
  for (const [, , names, from] of source.matchAll(LIST))
    for (const name of names.split(",").map((each) => each.trim().replace(/^type /, "")))
      if (name) found.set(name, from ? declared(name, resolve(file, from, root), root) : local(name, source));
  for (const match of source.matchAll(DECLARATION)) {
    const [, kind, name] = match;
    if (!found.has(name)) found.set(name, { kind, sentence: firstSentence(source.slice(0, match.index)) });
  }
  return found;
}

const declared = (name, file, root) =>
  file ? exportsOf(file, root).get(name) : { kind: "const", sentence: "The one of Playwright." };

function local(name, source) {
  const at = source.search(new RegExp(`^(?:async )?(?:function|const|class|interface|type) ${name}\\b`, "m"));
  return { kind: "const", sentence: at === -1 ? "" : firstSentence(source.slice(0, at)) };
}

function resolve(file, from, root) {
  if (from.startsWith(".")) return join(dirname(file), from.replace(/\.js$/, ".ts"));
  const own = /^@moncomptepro\/(\w+)$/.exec(from);
  return own && join(root, "packages", own[1], "src/index.ts");
}

/** The first sentence of the doc block that the text ends with. */
function firstSentence(before) {
  const block = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:@\w+\([^)]*\)\s*)?$/.exec(before)?.[1] ?? "";
  const prose = block
    .replaceAll(/^\s*\* ?/gm, "")
    .split(/^@/m)[0]
    .trim()
    .split(/\n\s*\n|\n```|\n- /)[0]
    .replaceAll(/\s+/g, " ");
  return prose
    .replaceAll(/\{@link (\w+)\}/g, "`$1`")
    .split(/(?<=[.:])(?: (?=[A-Z`])|$)/)[0]
    .trim()
    .replace(/:$/, ".");
}
