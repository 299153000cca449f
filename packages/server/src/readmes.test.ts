import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const packages = ["browser", "button", "mock", "profiles", "server"];
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}
const manifestOf = (name: string): Manifest => JSON.parse(read(`packages/${name}/package.json`)) as Manifest;

/** Every README that shows code, in both languages. */
const readmes = ["", ...packages.map((name) => `packages/${name}/`)].flatMap((folder) => [
  `${folder}README.md`,
  `${folder}README.fr.md`,
]);

/** What the snippets take for granted: the names of an application around them. */
const AROUND = `
declare const app: import("express").Express;
declare const auth: import("@moncomptepro/server/express").Auth<import("@moncomptepro/server").MonCompteProUser>;
declare const createAuth: typeof import("@moncomptepro/server/express").createAuth;
declare const mock: import("@moncomptepro/mock").MockProvider;
declare const expect: typeof import("vitest").expect;
declare const findAccount: (user: object) => Promise<object | undefined>;
declare const createAccount: (user: object) => Promise<void>;
declare const isClosed: (user: object) => Promise<boolean>;
declare const signUpPage: (user: object) => string;
declare const checkPassword: (body: unknown) => Promise<{ id: string; email: string } | undefined>;
declare const page: (content: string) => string;
declare const payslips: import("express").RequestHandler;
declare const admin: import("express").RequestHandler;
declare const withSecondFactor: Set<string | undefined>;
`;

/** Where the sources of an entry are; as built where it has none. */
function sourceOf(name: string, types: string): string {
  const source = join(root, "packages", name, types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts"));
  return types.endsWith(".css.d.ts") || !types.startsWith("./dist/")
    ? join(root, "packages", name, types)
    : source;
}

const paths = Object.fromEntries(
  packages.flatMap((name) =>
    Object.entries(manifestOf(name).exports).flatMap(([entry, target]) =>
      typeof target === "string"
        ? []
        : [[`@moncomptepro/${name}${entry.slice(1)}`, [sourceOf(name, target.types)]]],
    ),
  ),
);

/** Each piece of code as a file: under the name that its first line says, or one of its own. */
function writeSnippets(readme: string, folder: string): string[] {
  const blocks = [...read(readme).matchAll(/^```(?:ts|js)\n(.*?)^```$/gms)];
  return blocks.map(([, code = ""], index) => {
    const [, named] = /^\/\/ ([\w./[\]-]+\.tsx?)\b/.exec(code) ?? [];
    const file = join(folder, readme, named ?? `${index + 1}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    return file;
  });
}

/** Where links can lead to in a page, as GitHub names its headings. */
const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(
    ([, title = ""]) =>
      `#${title
        .toLowerCase()
        .replaceAll(/[^\p{L}\d\s_-]/gu, "")
        .replaceAll(" ", "-")}`,
  );

describe("the READMEs", () => {
  const folder = mkdtempSync(join(tmpdir(), "readmes-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("show code that compiles against the packages", { timeout: 120_000 }, async () => {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "around.d.ts"), AROUND);
    const files = [...readmes, "docs/adding-a-provider.md"].flatMap((readme) =>
      writeSnippets(readme, folder),
    );
    expect(files.length).toBeGreaterThan(30);
    // The application of the mock's example, which stands beside its test.
    const application = JSON.stringify(join(root, "packages/mock/examples/application.ts"));
    writeFileSync(join(folder, "packages/mock/README.md/application.ts"), `export * from ${application};`);
    const compilerOptions = {
      paths,
      rootDir: "/",
      module: "esnext",
      moduleResolution: "bundler",
      moduleDetection: "force",
      allowImportingTsExtensions: true,
      // What a snippet leads up to is not there.
      noUnusedLocals: false,
      noUnusedParameters: false,
      noPropertyAccessFromIndexSignature: false,
      erasableSyntaxOnly: false,
    };
    const config = {
      extends: join(root, "tsconfig.tests.json"),
      compilerOptions,
      files: ["around.d.ts", ...files],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...config, include: [] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const errors = await run(process.execPath, [compiler, "-p", folder]).then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );
    expect(errors).toBe("");
  });

  it("show CommonJS that runs, with the packages as built", async () => {
    const snippets = readmes.flatMap((readme) => [...read(readme).matchAll(/^```cjs\n(.*?)^```$/gms)]);
    expect(snippets.length).toBeGreaterThan(0);
    for (const [, code = ""] of snippets) {
      const script = `${code}\nconsole.log(typeof createAuth);`;
      const { stdout } = await run(process.execPath, ["--input-type=commonjs", "-e", script], { cwd: root });
      expect(stdout).toBe("function\n");
    }
  });

  it.each(packages)("name every entry of %s", (name) => {
    const readme = read(`packages/${name}/README.md`);
    const entries = Object.keys(manifestOf(name).exports).map(
      (entry) => manifestOf(name).name + entry.slice(1),
    );
    expect(entries.filter((entry) => !readme.includes(`\`${entry}\``))).toEqual([]);
  });

  it.each(["mock", "profiles", "server"])("give every value that %s exports a line", async (name) => {
    const lines = read(`packages/${name}/README.md`).split("\n");
    const shows = (value: string): boolean =>
      lines.some((line) => new RegExp(`^\\| \`${value}(\\(\\))?\` +\\|`).test(line));
    const modules = Object.keys(manifestOf(name).exports).map(
      (entry) => `@moncomptepro/${name}${entry.slice(1)}`,
    );
    const exported = await Promise.all(
      modules.map(async (module) => Object.keys((await import(module)) as object)),
    );
    expect(exported.flat().length).toBeGreaterThan(3);
    expect(exported.flat().filter((value) => !shows(value))).toEqual([]);
  });

  it.each(readmes)("%s leads to its twin in the other language", (readme) => {
    expect(read(readme)).toContain(
      readme.endsWith(".fr.md") ? "[In English](README.md)" : "[En français](README.fr.md)",
    );
  });

  it.each(readmes)("%s leads to files and headings that are there", (readme) => {
    const links = [...read(readme).matchAll(/\]\(([^)#:]*)(#[^):]+)?\)/g)].map(
      ([, file = "", heading = ""]) => [join(dirname(readme), file || basename(readme)), heading] as const,
    );
    const isThere = ([file, heading]: readonly [string, string]): boolean =>
      existsSync(join(root, file)) && (heading === "" || anchorsOf(file).includes(heading));
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });
});
