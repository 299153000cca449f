import { readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";

/** Rollup doesn't read the maps of its inputs: without this, maps would end at what tsc wrote. */
const sourceMapsOfTsc = {
  name: "source-maps-of-tsc",
  async load(id) {
    if (!/\/packages\/[^/]+\/dist\/.+\.js$/.test(id)) return null;
    return { code: await readFile(id, "utf8"), map: await readFile(`${id}.map`, "utf8") };
  },
};

const minifyCss = (css) =>
  css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();

/** Terser leaves template literals alone. The file of the styles holds nothing else, so its map stays right. */
const minifyStyles = {
  name: "minify-styles",
  transform: (code, id) =>
    id.endsWith("/button/dist/styles.js")
      ? { code: code.replace(/(?<=unsafeCSS\(`)[^`]*/, minifyCss), map: null }
      : null,
};

const printSizes = {
  name: "print-sizes",
  writeBundle(_, bundle) {
    for (const { type, fileName, code } of Object.values(bundle)) {
      if (type !== "chunk") continue;
      const [gzip, brotli] = [gzipSync(code, { level: 9 }), brotliCompressSync(code)];
      console.log(
        `${fileName}: ${Buffer.byteLength(code)} B, gzip ${gzip.length} B, brotli ${brotli.length} B`,
      );
    }
  },
};

/** One self-contained, minified file for pages without a build step. */
const browserFile = (name, licences) => ({
  input: `packages/${name}/dist/index.js`,
  output: {
    file: `packages/${name}/dist/moncomptepro-${name}.js`,
    format: "es",
    sourcemap: true,
    banner: `/*! @moncomptepro/${name}, MIT${licences} */`,
  },
  plugins: [
    sourceMapsOfTsc,
    minifyStyles,
    nodeResolve(),
    terser({ module: true, ecma: 2022, compress: { passes: 3 }, mangle: { properties: { regex: /^_\$/ } }, format: { comments: /^!/ } }),
    printSizes,
  ],
});

export default [
  browserFile(
    "button",
    "; Lit © Google LLC, BSD-3-Clause",
  ),
  browserFile("browser", ""),
];
