// What the published types of a package reach: a module that is bundled, or only installed here, is missing where the
// package is used, and breaks whoever checks the types of libraries too.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The modules that the types of a package name, and that its users do not get with it; each with where it is named. */
export function missingTypes(folder) {
  const { name, exports, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const known = { ...dependencies, ...peerDependencies, [name]: "itself" };
  const entries = Object.values(exports).flatMap(({ types }) => (types ? [resolve(folder, types)] : []));
  // The types of a framework are an entry of their own: who imports it has the framework.
  const reached = new Set(entries.filter((file) => file.includes("/dist/")));
  const missing = [];
  for (const file of reached) {
    for (const [, module] of readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"([^"]+)"/g)) {
      const path = resolve(dirname(file), module).replace(/\.js$/, ".d.ts");
      if (module.startsWith(".")) {
        if (existsSync(path)) reached.add(path);
      } else if (!module.startsWith("node:") && !(packageOf(module) in known))
        missing.push(`${module} (${file})`);
    }
  }
  return missing;
}

function packageOf(module) {
  return module
    .split("/")
    .slice(0, module.startsWith("@") ? 2 : 1)
    .join("/");
}
