import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser, { type Options } from "@rollup/plugin-terser";
import { rollup, type Plugin } from "rollup";

// Its types are those of a CommonJS module, which it is not.
const minify = terser as unknown as (options: Options) => Plugin;

/** One file of a page's own build, with the package as npm gives it. Modules that begin with a name in `external` stay out. */
export async function bundleOf(code: string, external: readonly string[] = []): Promise<string> {
  const build = await rollup({
    input: "entry",
    external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [
      {
        name: "entry",
        // Within the test kit, which depends on the package.
        resolveId: (id) => (id === "entry" ? new URL("entry.js", import.meta.url).pathname : null),
        load: (id) => (id.endsWith("/src/entry.js") ? code : null),
      },
      nodeResolve({ browser: true }),
      minify({ module: true, ecma: 2022 }),
    ],
  });
  const { output } = await build.generate({});
  return output[0].code;
}
