import { execFile, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv, promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { withFile } from "../test/written-file.js";
import { faultCatalogue } from "./faults/fault-catalogue.js";

const CLI = fileURLToPath(new URL("../bin/moncomptepro-mock.js", import.meta.url));

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

  it("is built at its first call in a clone that never was, and says so beside its output", async () => {
    const clone = await mkdtemp(join(tmpdir(), "moncomptepro-clone-"));
    try {
      const folder = join(clone, "packages/mock");
      await mkdir(join(folder, "bin"), { recursive: true });
      await copyFile(CLI, join(folder, "bin/command.js"));
      const build = `mkdir packages/mock/dist && echo 'console.log("built", ...process.argv.slice(2))' > packages/mock/dist/cli.js`;
      await writeFile(join(clone, "package.json"), JSON.stringify({ type: "module", scripts: { build } }));
      const call = (): Promise<{ stdout: string; stderr: string }> =>
        promisify(execFile)(process.execPath, [join(folder, "bin/command.js"), "--version"]);
      const first = await call();
      expect(first.stdout).toBe("built --version\n");
      expect(first.stderr).toContain("building the kit first");
      expect((await call()).stderr).toBe("");
    } finally {
      await rm(clone, { recursive: true });
    }
  });

  it.each([
    [["--nonsense"], "Unknown option '--nonsense'"],
    [["nonsense"], "nonsense"],
    [["--port", "many"], "--port must be a whole number"],
    [["--port"], "--port"],
    [["--port", "0", "--provider", "elsewhere"], "cannot be simulated"],
    [
      ["--port", "0", "--redirect-uri", "nowhere"],
      "--redirect-uri must be a whole address, for example http://",
    ],
    [["--port", "0", "--post-logout-redirect-uri", "/"], "--post-logout-redirect-uri must be"],
    [["--port", "0", "--scope", "openid nonsense"], "--scope must hold scopes among openid,"],
    [
      ["--port", "0", "--id-token-signed-response-alg", "none"],
      "--id-token-signed-response-alg must be RS256",
    ],
    [
      ["--port", "0", "--userinfo-signed-response-alg", "HS1"],
      "--userinfo-signed-response-alg must be none, RS256",
    ],
    [["--port", "0", "--clients", "nowhere.json"], "The file nowhere.json cannot be read"],
    [
      ["--port", "0", "--clients", "x.json", "--client-id", "y"],
      "--client-id and --clients exclude each other",
    ],
    [["--port", "0", "--people", "nowhere.json"], "The file nowhere.json cannot be read"],
    [["--port", "0", "--only-these-people"], "--only-these-people needs --people"],
    [["--provider", "proconnect", "--provider", "proconnect"], "names the same provider twice"],
    [
      ["--provider", "proconnect", "--provider", "franceconnect", "--fault", "expired"],
      "--fault needs a single --provider",
    ],
    [["--port", "0", "--fault", "nonsense"], "Known faults: wrong_signature, unknown_key"],
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

  it("ends at a client that cannot be, and says which flag it is", async () => {
    const { code, stderr } = await run(["--port", "0", "--client-id", ""]);
    expect(code).toBe(2);
    expect(stderr).toContain("--client-id must hold letters");
  });

  it("prints what to put into one's .env, and stops when told", async () => {
    const [id, secret] = ["mine", 's3"cr#t '];
    const { screen, stop } = await start(["--client-id", id, "--client-secret", secret]);
    const environment = parseEnv(screen.split("In your .env:\n")[1]?.split("\n\n")[0] ?? "");
    expect(environment).toEqual({
      MONCOMPTEPRO_PROVIDER: "moncomptepro",
      MONCOMPTEPRO_ISSUER: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      MONCOMPTEPRO_CLIENT_ID: id,
      MONCOMPTEPRO_CLIENT_SECRET: secret,
      MONCOMPTEPRO_BASE_URL: "http://localhost:3000",
      MONCOMPTEPRO_SESSION_SECRET: expect.stringMatching(/^[\w-]{48}$/),
    });
    expect(screen).toContain("claire.martin@mairie-sainte-exemple.example");
    const discovery = `${environment.MONCOMPTEPRO_ISSUER}/.well-known/openid-configuration`;
    expect((await fetch(discovery)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it("prints what was sent beside what is registered when they differ", async () => {
    const { screen, child, stop } = await start([]);
    const [issuer] = /http:\/\/localhost:\d+/.exec(screen) ?? [];
    const told: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => told.push(chunk.toString()));
    const query = new URLSearchParams({ client_id: "mine", response_type: "code", scope: "openid" });
    await fetch(`${issuer}/oauth/authorize?${query.toString()}`);
    await expect
      .poll(() => told.join(""))
      .toMatch(/client_id\n +sent +mine\n +registered +moncomptepro-demo\n/);
    await stop();
  });

  it("prints the .env of each client of a file, and the people of another", async () => {
    const clients = [
      {
        client_id: "one",
        client_secret: "secret-one",
        redirect_uris: ["http://localhost:4001/auth/callback"],
      },
      {
        client_id: "two",
        client_secret: "secret-two",
        client_name: "Deux",
        redirect_uris: ["http://localhost:4002/back"],
        scope: "openid email",
        id_token_signed_response_alg: "ES256",
        userinfo_signed_response_alg: "PS256",
      },
    ];
    const people = [
      {
        id: "mayor",
        email: "jeanne.exemple@mairie.example",
        given_name: "Jeanne",
        family_name: "Exemple",
        organizations: [{ siret: "21990001600011" }],
      },
    ];
    await withFile("clients.json", JSON.stringify(clients), (clientsPath) =>
      withFile("people.json", JSON.stringify(people), async (peoplePath) => {
        const args = ["--clients", clientsPath, "--people", peoplePath, "--only-these-people"];
        const { screen, stop } = await start(args);
        const environment = parseEnv(screen.split("In the .env of Deux:\n")[1]?.split("\n\n")[0] ?? "");
        expect(environment).toMatchObject({
          MONCOMPTEPRO_CLIENT_ID: "two",
          MONCOMPTEPRO_CLIENT_SECRET: "secret-two",
          MONCOMPTEPRO_BASE_URL: "http://localhost:4002",
          MONCOMPTEPRO_REDIRECT_URI: "http://localhost:4002/back",
          MONCOMPTEPRO_SCOPE: "openid email",
          MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG: "ES256",
          MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG: "PS256",
        });
        expect(screen).toContain("In the .env of one:\nMONCOMPTEPRO_PROVIDER=");
        expect(screen).toContain("jeanne.exemple@mairie.example");
        expect(screen).not.toContain("claire.martin@");
        expect(await stop()).toBe(0);
      }),
    );
  });

  it("simulates several providers at once, each with a port and redirect URIs of its own", async () => {
    const both = [
      "--provider",
      "proconnect",
      "--provider",
      "franceconnect",
      "--client-secret",
      "shared-secret",
    ];
    const { screen, stop } = await start(both);
    const environment = parseEnv(screen.split("In your .env:\n")[1]?.split("\n\n")[0] ?? "");
    const [first, second] = [...screen.matchAll(/is ready at (\S+)/g)].map(([, url]) => url);
    expect(environment).toEqual({
      MONCOMPTEPRO_PROVIDER: "proconnect,franceconnect",
      MONCOMPTEPRO_BASE_URL: "http://localhost:3000",
      MONCOMPTEPRO_SESSION_SECRET: expect.stringMatching(/^[\w-]{48}$/),
      PROCONNECT_ISSUER: expect.stringMatching(new RegExp(`^${first}/`)),
      PROCONNECT_CLIENT_ID: "moncomptepro-demo",
      PROCONNECT_CLIENT_SECRET: "shared-secret",
      FRANCECONNECT_ISSUER: expect.stringMatching(new RegExp(`^${second}/`)),
      FRANCECONNECT_CLIENT_ID: "moncomptepro-demo",
      FRANCECONNECT_CLIENT_SECRET: "shared-secret",
    });
    expect(screen.match(/^  http.*callback.*$/gm)).toEqual([
      "  http://localhost:3000/auth/callback",
      "  http://localhost:3000/auth/callback/franceconnect",
    ]);
    for (const issuer of [environment.PROCONNECT_ISSUER, environment.FRANCECONNECT_ISSUER])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await fetch(`${issuer}/.well-known/openid-configuration`)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it("names the lines of a file that it cannot take", async () => {
    await withFile("clients.json", '[\n  { "client_id": "one" }\n]', async (path) => {
      const { code, stderr } = await run(["--port", "0", "--clients", path]);
      expect(code).toBe(2);
      expect(stderr).toContain(`moncomptepro-mock: The file ${path} needs attention.\n`);
      expect(stderr).toContain(`  ${path}:2: clients[0].redirect_uris is missing.\n`);
    });
  });
});

/** Starts the command on a free port. */
async function start(
  args: readonly string[],
): Promise<{ screen: string; child: ChildProcessWithoutNullStreams; stop: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [CLI, "--port", "0", ...args], {
    env: { ...process.env, NODE_ENV: "test" },
  });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return {
    screen: chunk.toString(),
    child,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = (await once(child, "exit")) as [number | null];
      return code;
    },
  };
}
