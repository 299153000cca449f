import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPackedRegistry } from "../../scripts/packed-registry.mjs";

/** The section “Module formats” of packages/server/README.md, in a CommonJS package with the packages as published. */
const registry = await startPackedRegistry();
const folder = mkdtempSync(join(tmpdir(), "module-formats-"));
const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const USE = `createAuth({ clientId: "id", clientSecret: "s", baseUrl: "https://application.example",
  sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks" }).owns({ url: "/auth/login", headers: {} })`;
const FILES = {
  "package.json": JSON.stringify({ name: "commonjs", private: true }),
  "required.cjs": `const { createAuth } = require("@moncomptepro/server"); console.log(${USE});`,
  "typed.ts": `import { createAuth } from "@moncomptepro/server"; console.log(${USE});`,
  "required.test.js": `const { createAuth } = require("@moncomptepro/server"); test("r", () => expect(${USE}).toBe(true));`,
  "imported.test.js": `test("i", async () => {
  const { createAuth } = await import("@moncomptepro/server"); expect(${USE}).toBe(true); });`,
};

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const packages = ["@moncomptepro/server", "jest@30", "@types/node@20"];
  const { failed, said } = await run("npm", ["install", "--no-audit", "--no-fund", ...packages]);
  expect(failed, said).toBe(false);
}, 180_000);
afterAll(() => {
  registry.stop();
  rmSync(folder, { recursive: true });
});

const node = (...parameters: string[]): ReturnType<typeof run> => run(process.execPath, parameters);
const compile = (module: string): ReturnType<typeof run> =>
  node(tsc, "--module", module, "--strict", "--skipLibCheck", "--types", "node", "typed.ts");
const jest = (file: string, ...flags: string[]): ReturnType<typeof run> =>
  node(...flags, "node_modules/jest/bin/jest.js", file);

it("require() gives the package", async () => {
  expect((await node("required.cjs")).said).toMatch(/^true$/m);
});

it("TypeScript compiles for it with node20, and says of node16 what to do", async () => {
  expect((await compile("node16")).said).toContain(`dynamic 'import("@moncomptepro/server")'`);
  expect(await compile("node20")).toEqual({ failed: false, said: "" });
  expect((await node("typed.js")).said).toMatch(/^true$/m);
}, 60_000);

it("Jest takes import() with its option, and says of require() what to do", async () => {
  expect(await jest("imported.test.js", "--experimental-vm-modules")).toMatchObject({ failed: false });
  const { failed, said } = await jest("required.test.js");
  // Where Jest does as Node does, since Node 24.9, there is nothing to say.
  if (failed) expect(said).toContain("Must use import to load ES Module");
}, 60_000);

/** Not `execFileSync`: npm asks the registry of this process meanwhile. */
function run(command: string, parameters: readonly string[]): Promise<{ failed: boolean; said: string }> {
  return new Promise((resolve) => {
    execFile(command, parameters, { cwd: folder, env: registry.env }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, said: stdout + stderr }),
    );
  });
}
