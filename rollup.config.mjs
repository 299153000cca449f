import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import CleanCss from "clean-css";
import literals from "rollup-plugin-html-literals";

/** Rollup doesn't read the maps of its inputs: without this, maps would end at what tsc wrote. */
const sourceMapsOfTsc = {
  name: "source-maps-of-tsc",
  async load(id) {
    if (!/\/packages\/[^/]+\/(build|dist)\/.+\.js$/.test(id)) return null;
    return { code: await readFile(id, "utf8"), map: await readFile(`${id}.map`, "utf8") };
  },
};

/** Terser leaves template literals alone. */
const minifyTemplates = literals({ include: ["packages/button/build/**"], failOnError: true });

/**
 * What Lit has for browsers without shadow roots, which have no custom elements either, for its development build, which
 * warns of two versions of it in one page, and what our elements override.
 */
const withoutDeadCode = {
  name: "without-dead-code",
  transform: (code) => ({
    code: code
      .replace(/\b\w+\.\w+PolyfillSupport\b/g, "void 0")
      .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, "void 0")
      .replace(/static finalizeStyles\(\w\)\{.+?return \w\}(?=static )/, ""),
    map: null,
  }),
};

const minifyCss = (css) => {
  const { styles, errors, warnings } = new CleanCss().minify(css);
  if (errors.length + warnings.length > 0) throw new Error([...errors, ...warnings].join("\n"));
  return styles;
};

/** What has side effects says package.json of the files published, not of those that they are made of. */
const resolveFrom = (name) =>
  nodeResolve({ rootDir: resolve("packages", name), ignoreSideEffectsForRoot: true });

/** What stands beside the button: the optional stylesheets for the time before the script, and Lit's licence. */
const besideTheButton = {
  name: "beside-the-button",
  async generateBundle() {
    const styles = await readFile("packages/button/src/moncomptepro-button.css", "utf8");
    // For pages with both elements.
    const account = await readFile("packages/button/src/moncomptepro-account.css", "utf8");
    const both = { fileName: "moncomptepro-elements.css", source: minifyCss(styles + account) };
    this.emitFile({ type: "asset", ...both });
    const licence = await readFile("node_modules/lit/LICENSE", "utf8");
    this.emitFile({ type: "asset", fileName: "moncomptepro-button.css", source: minifyCss(styles) });
    // What a server links to from within the button, where the page's policy refuses inline styles.
    const { styles: within } = await import("./packages/button/build/styles.js");
    const shadow = { fileName: "moncomptepro-button.shadow.css", source: minifyCss(within.cssText) };
    this.emitFile({ type: "asset", ...shadow });
    // TypeScript 7 refuses an import for its side effect that it can't resolve.
    for (const { fileName } of [shadow, both, { fileName: "moncomptepro-button.css" }])
      this.emitFile({ type: "asset", fileName: `${fileName}.d.ts`, source: "export {};\n" });
    this.emitFile({ type: "asset", fileName: "moncomptepro-button.LICENSE-lit.txt", source: licence });
  },
};

/** Beside each file for pages without a build step stands what they write in `integrity`: `….js.integrity`. */
const printSizes = {
  name: "print-sizes",
  async writeBundle({ dir }, bundle) {
    for (const { fileName, code, source } of Object.values(bundle)) {
      const text = code ?? source;
      if (!/\.(js|css)$/.test(fileName)) continue;
      const [gzip, brotli] = [gzipSync(text, { level: 9 }), brotliCompressSync(text)];
      const integrity = `sha384-${createHash("sha384").update(text).digest("base64")}`;
      await writeFile(`${dir}/${fileName}.integrity`, integrity);
      console.log(
        `${fileName}: ${Buffer.byteLength(text)} B, gzip ${gzip.length} B, brotli ${brotli.length} B, ${integrity}`,
      );
    }
  },
};

const LICENCES = "MIT; Lit © Google LLC, BSD-3-Clause";

/** One self-contained, minified file for pages without a build step; with the licences, where others' code is in it. */
const browserFile = ({ name, compiled = "build", entry = "index", file = name }, licences, ...plugins) => ({
  // What is loaded later uses the parts of what is there already.
  preserveEntrySignatures: "allow-extension",
  input: `packages/${name}/${compiled}/${entry}.js`,
  output: {
    dir: `packages/${name}/dist`,
    entryFileNames: `moncomptepro-${file}.js`,
    // What is loaded only when it is needed stands beside it.
    chunkFileNames: `moncomptepro-${file}-[name].js`,
    format: "es",
    sourcemap: true,
    banner: licences && `/*! ${licences} */`,
  },
  plugins: [
    sourceMapsOfTsc,
    resolveFrom(name),
    ...plugins,
    terser({
      module: true,
      ecma: 2022,
      compress: { passes: 3, unsafe_methods: true, unsafe_arrows: true },
      format: { comments: /^!/ },
    }),
    printSizes,
  ],
});

/**
 * The modules of a package, as few files as its entries allow: opening many small ones is most of what importing
 * a package costs. What is imported dynamically stays apart, and is loaded when it is first needed.
 */
const npmPackage = (name, entries, { shared = [], inlined = [], plugins = [] } = {}) => ({
  input: Object.fromEntries(entries.map((entry) => [entry, `packages/${name}/build/${entry}.js`])),
  output: {
    dir: `packages/${name}/dist`,
    format: "es",
    sourcemap: true,
    chunkFileNames: "[name].js",
    manualChunks: { shared: shared.map((module) => `packages/${name}/build/${module}.js`) },
  },
  external: (id) => !/^[./]/.test(id) && !inlined.includes(id),
  // An entry that brings types only is an empty file.
  onLog: (level, log, handler) => log.code === "EMPTY_BUNDLE" || handler(level, log),
  plugins: [sourceMapsOfTsc, resolveFrom(name), ...inlined.map(licenceOf), ...plugins],
});

/** A person who gets a copy of a module gets its licence too. */
const licenceOf = (module) => ({
  name: "licence-of",
  async generateBundle() {
    const source = await readFile(`node_modules/${module}/LICENSE.md`, "utf8");
    this.emitFile({ type: "asset", fileName: `LICENSE-${module}.md`, source });
  },
});

export default [
  npmPackage("profiles", ["index", "brands"]),
  npmPackage(
    "server",
    [
      "index",
      "api-particulier",
      "testing",
      "adapters/express",
      "adapters/fastify",
      "adapters/hono",
      "adapters/next",
      "adapters/node",
      "libraries/better-auth",
      "libraries/next-auth",
      "libraries/passport",
      "resource-server",
      "stores/redis",
      "verify",
      "verify-token",
    ],
    // Of valibot's 1.9 MB the settings use 18 kB.
    { shared: ["create-auth"], inlined: ["valibot"] },
  ),
  // Of valibot's 1.9 MB and jsonc-parser's 276 kB, the files of clients and people use 60 kB.
  npmPackage("mock", ["index", "playwright", "cli"], {
    shared: ["start-mock-provider"],
    inlined: ["valibot", "jsonc-parser"],
  }),
  npmPackage("button", ["index", "pure", "ssr", "define-account", "login-event"], {
    plugins: [minifyTemplates],
  }),
  browserFile({ name: "button" }, LICENCES, withoutDeadCode, minifyTemplates, besideTheButton),
  browserFile(
    { name: "button", entry: "elements", file: "elements" },
    LICENCES,
    withoutDeadCode,
    minifyTemplates,
  ),
  browserFile({ name: "browser", compiled: "dist" }),
];
