import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { arch, platform } from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { browserAt, SECRET } from "@moncomptepro/test-kit/browser";
import { settingsFor } from "@moncomptepro/test-kit/example";
import { freePort } from "@moncomptepro/test-kit/free-port";

/** What a runtime is installed from (packages that hold a program for one platform, and need no script), and runs. */
interface Runtime {
  readonly install: string;
  readonly program: string;
  readonly parameters: readonly string[];
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const express = [path("../../examples/express/server.js")];
const core = path("application.mjs");
const node = (version: string): Runtime => ({
  install: `node-${platform}-${arch}@${version}`,
  program: `node-${platform}-${arch}/bin/node`,
  parameters: express,
});
const deno = `@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`;
const bun = `@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}`;

const RUNTIMES: Readonly<Record<string, Runtime>> = {
  "node 20.19": node("20.19"),
  "node 22": node("22"),
  "node 24": node("24"),
  deno: { install: deno, program: `${deno}/deno`, parameters: ["run", "--allow-all", "--no-lock", core] },
  bun: { install: bun, program: `${bun}/bin/bun`, parameters: [core] },
};
// The repository's own Node runs every other test: the newest one and one that isn't Node are tried each time.
const chosen = process.env.RUNTIMES === "all" ? Object.keys(RUNTIMES) : ["node 24", "deno"];

describe.each(chosen)("on %s", (name) => {
  const { install, program, parameters } = RUNTIMES[name] ?? node("24");
  const folder = path(`../../node_modules/.cache/runtimes/${name.replace(" ", "-")}`);
  let mock: MockProvider;
  let application: ChildProcess;
  let address: string;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    const command = `${folder}/node_modules/${program}`;
    if (!existsSync(command)) {
      const parts = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, install];
      execFileSync("npm", parts, { stdio: ["ignore", "ignore", "inherit"] });
    }
    const port = await freePort();
    address = `http://localhost:${port}`;
    mock = await startMockProvider({ redirectUris: [`${address}/auth/callback`] });
    const settings = { MONCOMPTEPRO_BASE_URL: address, MONCOMPTEPRO_SESSION_SECRET: SECRET, PORT: `${port}` };
    application = spawn(command, parameters, {
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        ...settings,
        ...settingsFor({
          issuer: mock.issuer,
          clientId: mock.clientId,
          clientSecret: mock.clientSecret ?? "",
        }),
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const answers = (): Promise<boolean> =>
      fetch(`${address}/health`).then(
        ({ ok }) => ok,
        () => application.exitCode !== null,
      );
    await vi.waitUntil(answers, { timeout: 30_000, interval: 100 });
  }, 120_000);
  afterAll(async () => {
    if (application.kill()) await once(application, "exit");
    await mock.stop();
  });

  it("logs a person in, keeps the session, and logs out", async () => {
    const browser = browserAt(address);
    const started = await browser.open("/auth/login?returnTo=/dossiers");
    const callback = await mock.logIn(started.headers.get("location") ?? "", "town-hall-agent");
    expect((await browser.open(callback.href)).headers.get("location")).toBe("/dossiers");
    expect(await (await browser.open("/dossiers")).text()).toContain("Commune de Sainte-Exemple");

    await browser.open("/auth/logout", { method: "POST" });
    const me = await browser.open("/auth/me", { headers: { accept: "application/json" } });
    expect(me.status).toBe(401);
  });
});
