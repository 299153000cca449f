import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { rollup } from "rollup";
import { bundleOf } from "@moncomptepro/test-kit/button-bundle";
import type { LoginEvent, MonCompteProButton } from "./pure.js";

const PACKAGE = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, PACKAGE), "utf8");

test("D55 the class tells the version of the package", async () => {
  const { MonCompteProButton: element } = await import("@moncomptepro/button/pure");
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(element.version).toBe(version);
});

test("D56 the entry without side effect is dropped when nothing of it is used", async () => {
  const bundle = await rollup({
    input: "entry",
    external: /^(lit|@moncomptepro\/profiles)/,
    plugins: [
      {
        name: "entry",
        resolveId: (id, from) =>
          id === "entry"
            ? id
            : from === "entry"
              ? { id: new URL(id, PACKAGE).pathname, moduleSideEffects: false }
              : null,
        load: (id) => (id === "entry" ? `import "./dist/pure.js"; export default 1;` : null),
      },
    ],
  });
  const { output } = await bundle.generate({});
  expect(output[0].code).not.toContain("customElements");
});

test("D69 the sizes stay within the budget", async () => {
  const size = (file: string): number => brotliCompressSync(read(`dist/${file}`)).length;
  expect(size("moncomptepro-button.js")).toBeLessThanOrEqual(8_400);
  expect(size("moncomptepro-elements.js")).toBeLessThanOrEqual(12_000);
  expect(Buffer.byteLength(read("dist/moncomptepro-button.css"))).toBeLessThanOrEqual(1_000);
  // For a page that has Lit already.
  const withoutLit = await bundleOf(`export * from "@moncomptepro/button"`, [
    "lit",
    "@moncomptepro/profiles",
  ]);
  expect(brotliCompressSync(withoutLit).length).toBeLessThanOrEqual(3_500);
});

test("D41 what a page writes in integrity is a file beside each file", () => {
  for (const file of ["button.js", "button.css", "elements.js", "elements.css"].map(
    (end) => `moncomptepro-${end}`,
  )) {
    const hash = createHash("sha384")
      .update(read(`dist/${file}`))
      .digest("base64");
    expect(read(`dist/${file}.integrity`)).toBe(`sha384-${hash}`);
  }
});

test("D70 the source map reaches the sources, and Lit's licence is named", () => {
  const map = JSON.parse(read("dist/moncomptepro-button.js.map")) as {
    sources: string[];
    sourcesContent: string[];
  };
  const contentOf = (source: string): string | undefined => map.sourcesContent[map.sources.indexOf(source)];
  expect(contentOf("../src/button.ts")).toBe(read("src/button.ts"));
  expect(contentOf("../../profiles/src/brands.ts")).toBe(read("../profiles/src/brands.ts"));
  expect(read("dist/moncomptepro-button.js").split("\n", 1)[0]).toContain("Lit © Google LLC, BSD-3-Clause");
  expect(read("dist/moncomptepro-button.LICENSE-lit.txt")).toContain(
    "Redistribution and use in source and binary",
  );
});

test("D68 the tag and the event are known to TypeScript", () => {
  // The compiler is the judge: this function is never called.
  const typed = (document: Document): [MonCompteProButton | null, string | undefined] => {
    let href: string | undefined;
    document.addEventListener("moncomptepro-login", (event: LoginEvent) => ({ href } = event.detail));
    return [document.querySelector("moncomptepro-button"), href];
  };
  expect(typed).toBeInstanceOf(Function);
});
