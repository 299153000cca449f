import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
      env: { ...process.env, NODE_ENV: "test", ...env },
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Run;
  }
}

describe("moncomptepro-mock", () => {
  it("explains itself", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--redirect-uri");
    expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [["--nonsense"], "Unknown option '--nonsense'"],
    [["nonsense"], "nonsense"],
    [["--port", "many"], "--port must be a whole number"],
    [["--port"], "--port"],
    [["--port", "0", "--provider", "elsewhere"], "cannot be simulated"],
    [["--port", "0", "--redirect-uri", "nowhere"], "redirect_uris"],
  ])("refuses %o in one sentence", async (args, sentence) => {
    const { code, stderr, stdout } = await run(args);
    const own = stderr.split("\n").filter((line) => line.startsWith("moncomptepro-mock: "));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(sentence);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("refuses production", async () => {
    const { code, stderr } = await run(["--port", "0"], { NODE_ENV: "production" });
    expect(code).toBe(2);
    expect(stderr).toContain("NODE_ENV=production");
  });

  it("prints what to put into one's .env, and stops when told", async () => {
    const child = spawn(process.execPath, [
      CLI,
      "--port",
      "0",
      "--client-id",
      "mine",
      "--client-secret",
      "s3cret",
    ]);
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    const screen = chunk.toString();
    const issuer = /^ {2}MONCOMPTEPRO_ISSUER=(\S+)$/m.exec(screen)?.[1];
    expect(screen).toContain("  MONCOMPTEPRO_CLIENT_ID=mine\n  MONCOMPTEPRO_CLIENT_SECRET=s3cret");
    expect(screen).toContain("claire.martin@mairie-sainte-exemple.example");
    expect((await fetch(`${issuer}/.well-known/openid-configuration`)).status).toBe(200);

    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(0);
  });
});
