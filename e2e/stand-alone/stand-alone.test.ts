import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "@moncomptepro/test-kit/browser";
import { freePort } from "@moncomptepro/test-kit/free-port";
import { startPackedRegistry } from "../../scripts/packed-registry.mjs";
import { PersonAtProvider } from "../hostile/person-at-provider.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const registry = await startPackedRegistry();
const folder = mkdtempSync(join(tmpdir(), "stand-alone-"));
const running: ChildProcess[] = [];

afterAll(() => {
  for (const { pid, exitCode, signalCode } of running)
    if (pid && exitCode === null && signalCode === null) process.kill(-pid);
  registry.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

/** Runs the commands of a README one after the other; those that go on stay, and are waited for where they answer. */
describe.each(["express", "spa", "accounts", "next"])("the example %s, copied out", (name) => {
  const copy = join(folder, name);
  let application: string;
  let provider: string;
  let log = "";

  beforeAll(async () => {
    const files = await run("git", ["ls-files", "-co", "--exclude-standard", `examples/${name}`], root);
    for (const file of files.trim().split("\n"))
      cpSync(join(root, file), join(copy, file.slice(`examples/${name}/`.length)));
    [application, provider] = await moveToFreePorts(copy);

    const readme = readFileSync(join(copy, "README.md"), "utf8");
    const commands = /```sh\n([^]*?)```/.exec(readme)?.[1]?.trim().split("\n") ?? [];
    for (const command of commands.map((line) => line.replace(/\s+#.*/, ""))) {
      const goesOn = {
        "npm run mock": `${provider}/.well-known/openid-configuration`,
        "npm start": `${application}/health`,
      };
      const address = goesOn[command as keyof typeof goesOn];
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as a person types them
      if (address) await startAndWait(command, address);
      // oxlint-disable-next-line no-await-in-loop -- as above
      else await run("sh", ["-c", command], copy);
    }
  }, 180_000);

  async function startAndWait(command: string, address: string): Promise<void> {
    const [program = "", ...parameters] = command.split(" ");
    const env = { ...registry.env, PORT: new URL(application).port };
    const child = spawn(program, parameters, {
      cwd: copy,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (log += text.toString()));
    const answers = async (): Promise<boolean> => {
      if (child.exitCode !== null) throw new Error(`${command} ended: ${log}`);
      return fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await vi.waitUntil(answers, { timeout: 60_000, interval: 200 });
  }

  it("logs a person in", async () => {
    const browser = new Browser({ handler: toItsSlash }, application);
    const started = await browser.open("/auth/login");
    const person = new PersonAtProvider(provider, "town-hall-agent");
    const { callback } = await person.goThrough(new URL(started.headers.get("location") ?? ""));
    const back = await browser.open(callback?.href ?? "");
    expect(back.status).toBe(303);
    if (back.headers.get("location") === "/inscription") await signUp(browser, person);
    const me = await browser.open("/auth/me", { headers: { accept: "application/json" } });
    expect(await me.json()).toMatchObject({ user: { organization: { siret: "21990001600011" } } });
  });

  it("ends when it is asked to, once a request on its way is answered", async () => {
    const child = running.at(-1);
    const { hostname, port } = new URL(application);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(`GET /health HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n`);
    process.kill(-(child?.pid ?? 0), "SIGTERM");
    const isClosed = (): Promise<boolean> =>
      fetch(`${application}/health`).then(
        () => false,
        () => true,
      );
    await vi.waitUntil(isClosed, { timeout: 10_000 });
    socket.write("\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    // Next, with its final slashes, sends on.
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 (?:200|308) /);
    if (child?.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(log).not.toContain("Error");
  });
});

/** Who is new to the example's accounts fills in its form, and logs in again. */
async function signUp(browser: Browser, person: PersonAtProvider): Promise<void> {
  const body = new URLSearchParams({ name: "Claire" });
  const sent = await browser.open("/inscription", { method: "POST", body });
  const started = await browser.open(sent.headers.get("location") ?? "");
  const { callback } = await person.goThrough(new URL(started.headers.get("location") ?? ""));
  expect((await browser.open(callback?.href ?? "")).headers.get("location")).not.toBe("/inscription");
}

/** Asks as a browser does where the example has `trailingSlash`: Next answers an address without one by 308. */
async function toItsSlash(request: Request): Promise<Response> {
  const answer = await fetch(request, { redirect: "manual" });
  if (answer.status !== 308) return answer;
  const moved = new URL(answer.headers.get("location") ?? "", request.url);
  return fetch(new Request(moved, request), { redirect: "manual" });
}

/** Other tests use the ports of the documentation: the copy gets its own, in each file that names one. */
async function moveToFreePorts(copy: string): Promise<[application: string, provider: string]> {
  const [own, mock] = [await freePort(), await freePort()];
  for (const file of [".env.example", "package.json"].map((each) => join(copy, each))) {
    const moved = readFileSync(file, "utf8").replaceAll("3000", String(own)).replaceAll("3001", String(mock));
    writeFileSync(file, moved);
  }
  return [`http://localhost:${own}`, `http://localhost:${mock}`];
}

/** Not `execFileSync`: npm asks the registry of this process meanwhile. */
async function run(command: string, parameters: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, parameters, {
    cwd,
    env: registry.env,
    maxBuffer: 1e8,
  });
  return stdout;
}
