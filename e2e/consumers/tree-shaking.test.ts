import { spawnSync } from "node:child_process";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { describe, expect, test } from "vitest";
import * as entry from "@moncomptepro/profiles";
import { profiles } from "@moncomptepro/profiles";

/** Nothing is left of a package; and what the parts of Lit for Node are compiled to. */
const EXPECTED = new Set(["EMPTY_BUNDLE", "THIS_IS_UNDEFINED"]);

/** What Rollup leaves of a module of an application, with the packages as they are built: run `npm run build` before. */
async function bundle(code: string, conditions: string[] = []): Promise<string> {
  const application = new URL("application.js", import.meta.url).pathname;
  const built = await rollup({
    input: application,
    external: (id) => !/^[./]|^@moncomptepro\/|^@?lit\b/.test(id),
    onLog: (level, log, handler) => !EXPECTED.has(log.code ?? "") && handler(level, log),
    plugins: [
      {
        name: "application",
        resolveId: (id) => (id === application ? id : null),
        load: (id) => (id === application ? code : null),
      },
      nodeResolve({ exportConditions: conditions }),
    ],
  });
  const { output } = await built.generate({ format: "es", inlineDynamicImports: true });
  await built.close();
  return output[0].code;
}

/** What a module writes when Node runs it. */
function run(module: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-"], { input: module });
  expect(stderr.toString()).toBe("");
  return stdout.toString().trim();
}

describe("a profile that is imported alone", () => {
  const exported = Object.entries(entry).filter(([, value]) =>
    Object.values(profiles).some((profile) => profile === value),
  );

  test("is each of them", () => expect(exported).toHaveLength(Object.keys(profiles).length));

  test.each(exported)("%s carries no other", async (name, profile) => {
    const code = await bundle(`export { ${name} } from "@moncomptepro/profiles";`);
    const carried = Object.values(profiles).filter(({ brand }) => code.includes(`"${brand.helpHref}"`));
    expect(carried).toEqual([profile]);
  });

  test("and a check of a SIRET carries none", async () => {
    const code = await bundle(`export { isSiret } from "@moncomptepro/profiles";`);
    expect(code).toContain("function isSiret");
    expect(Object.values(profiles).filter(({ id }) => code.includes(`"${id}"`))).toEqual([]);
  });
});

describe("what is imported and not used", () => {
  test.each([
    "@moncomptepro/profiles",
    "@moncomptepro/profiles/brands",
    "@moncomptepro/browser",
    "@moncomptepro/button/pure",
    "@moncomptepro/button/react",
    "@moncomptepro/mock",
    "@moncomptepro/server",
    "@moncomptepro/server/express",
    "@moncomptepro/server/verify-token",
  ])("leaves nothing of %s", async (name) => {
    expect((await bundle(`import "${name}";`)).trim()).toBe("");
  });
});

describe("the elements", () => {
  /** Whether the page has them, in the order: button, account. */
  const registered = async (code: string): Promise<string> =>
    run(
      await bundle(
        `${code}
        const known = globalThis.customElements;
        console.log(["button", "account"].map((name) => Boolean(known?.get("moncomptepro-" + name))).join());`,
        ["node", "production"],
      ),
    );

  test.each([
    [`import "@moncomptepro/button";`, "true,false"],
    [`import "@moncomptepro/button/ssr";`, "true,false"],
    [`import "@moncomptepro/button/account";`, "false,true"],
    [
      `import { MonCompteProButton } from "@moncomptepro/button/pure"; globalThis.Button = MonCompteProButton;`,
      "false,false",
    ],
    [
      `import { MonCompteProButton } from "@moncomptepro/button/pure"; globalThis.customElements.define("moncomptepro-button", MonCompteProButton);`,
      "true,false",
    ],
  ])("%s registers button and account: %s", async (code, expected) => {
    expect(await registered(code)).toBe(expected);
  });
});
