import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { faultCatalogue } from "./faults/fault-catalogue.js";

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
    [["--port", "0", "--fault", "nonsense"], "There are: wrong_signature, unknown_key"],
    [["--port", "0", "--fault", "slow_answer"], "endpoint must be one of discovery"],
    [["--port", "0", "--fault", "slow_answer=token,seconds=x"], 'from 0 to 3600, not "x"'],
    [["--port", "0", "--fault", "expired=jwks"], 'not "jwks"'],
    [["--port", "0", "--fault", "access_denied=x"], 'no setting "value"'],
    [["--port", "0", "--host", "0.0.0.0"], "unless allowRemote (--allow-remote)"],
    [["--port", "0", "--allow-remote"], "the name under which others reach this machine"],
  ])("refuses %o in one sentence", async (args, sentence) => {
    const { code, stderr, stdout } = await run(args);
    const own = stderr.split("\n").filter((line) => line.startsWith("moncomptepro-mock: "));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(sentence);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("arms the faults, as the control route shows", async () => {
    const faults = [
      "slow_answer=token,seconds=3,times=unlimited",
      "missing_claim=siret,person=contractor",
      "expired",
    ];
    const child = spawn(process.execPath, [
      CLI,
      "--port",
      "0",
      ...faults.flatMap((fault) => ["--fault", fault]),
    ]);
    try {
      const [chunk] = (await once(child.stdout, "data")) as [Buffer];
      const url = /is ready at (\S+)/.exec(chunk.toString())?.[1];
      const answer = await fetch(`${url}/mock/faults`);
      expect(((await answer.json()) as { faults: object[] }).faults).toEqual([
        { name: "slow_answer", endpoint: "token", seconds: 3, times: "unlimited", applied: 0 },
        {
          name: "missing_claim",
          claim: "siret",
          endpoint: "userinfo",
          person: "contractor",
          times: 1,
          applied: 0,
        },
        { name: "expired", endpoint: "token", times: 1, applied: 0 },
      ]);
    } finally {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  });

  it("names every fault in its help", async () => {
    const { stdout } = await run(["--help"]);
    for (const name of Object.keys(faultCatalogue)) expect(stdout).toContain(`  ${name}`);
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
