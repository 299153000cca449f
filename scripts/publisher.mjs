// Writes who publishes the packages into each of them: the addresses of publisher.json, and the licence.
//
//   npm run publisher                 writes
//   npm run publisher -- --check      fails when something differs from what would be written
//   npm run publisher -- --complete   fails when the publisher has not said everything yet
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");
const [option] = process.argv.slice(2);
if (option && !["--check", "--complete"].includes(option)) {
  console.error("Usage: npm run publisher [-- --check | --complete]");
  process.exit(2);
}

const { "//": _comment, ...publisher } = JSON.parse(read("publisher.json"));
const missing = Object.keys(publisher).filter((name) => !publisher[name]);
const wrong = Object.keys(publisher).filter(
  (name) => publisher[name] && !/^(https:\/\/|mailto:)\S+$/.test(publisher[name]),
);
if (wrong.length > 0) fail(`publisher.json: ${wrong.join(", ")} must start with https:// or mailto:`);
if (option === "--complete" && missing.length > 0) {
  fail(`Nothing is published before publisher.json says: ${missing.join(", ")}. See docs/publishing.md.`);
}

const written = Object.fromEntries([
  ["SECURITY.md", withContact(read("SECURITY.md"))],
  ...readdirSync(join(root, "packages")).flatMap((name) => [
    [`packages/${name}/package.json`, withAddresses(`packages/${name}`)],
    [`packages/${name}/LICENSE`, read("LICENSE")],
    ...["README.md", "README.fr.md"]
      .map((file) => `packages/${name}/${file}`)
      .filter((path) => existsSync(join(root, path)))
      .map((path) => [path, withPictures(path)]),
  ]),
]);
const stale = Object.entries(written).filter(
  ([path, text]) => !existsSync(join(root, path)) || read(path) !== text,
);
if (option) {
  if (stale.length > 0) {
    fail(
      `Not as publisher.json and LICENSE say: ${stale.map(([path]) => path).join(", ")}. Run npm run publisher.`,
    );
  }
} else {
  for (const [path, text] of stale) writeFileSync(join(root, path), text);
}

function withAddresses(folder) {
  const { repository: _r, homepage: _h, bugs: _b, ...manifest } = JSON.parse(read(`${folder}/package.json`));
  const { repository, homepage, bugs } = publisher;
  const entries = Object.entries(manifest);
  const at = entries.findIndex(([name]) => name === "license") + 1;
  const addresses = Object.entries({
    ...(homepage && { homepage }),
    ...(bugs && { bugs }),
    ...(repository && { repository: { type: "git", url: `git+${repository}.git`, directory: folder } }),
  });
  return `${JSON.stringify(Object.fromEntries(entries.toSpliced(at, 0, ...addresses)), undefined, 2)}\n`;
}

/** npm shows a README beside no file of the package: its pictures need addresses of their own. */
function withPictures(path) {
  const text = read(path);
  if (!publisher.repository) return text;
  const file = `${publisher.repository}/raw/HEAD/${path}`;
  return text.replaceAll(
    /(!\[[^\]]*\]\()(?!https:)([^)]+\.(?:png|svg))\)/g,
    (_image, start, picture) => `${start}${new URL(picture, file).href})`,
  );
}

function withContact(text) {
  const contact = publisher.security
    ? `Write to <${publisher.security.replace("mailto:", "")}>.`
    : "_The publisher of this copy has set no address yet (`security` in `publisher.json`)._";
  return text.replace(/(<!-- contact -->\n)[^]*?(\n<!-- \/contact -->)/, `$1\n${contact}$2`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
