import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { startApplication } from "../examples/application.js";
import { faultTable } from "../test/fault-table.js";
import { withFile } from "../test/written-file.js";
import { readClientFile } from "./clients/client-file.js";
import { readPeopleFile } from "./files/people-file.js";
import type { MockProvider } from "./mock-provider.js";
import { personas } from "./people/personas.js";
import { startMockProvider } from "./start-mock-provider.js";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const readme = await read("../README.md");

/** What the script of the README prints. */
async function testApplication(origin: string, mock: MockProvider): Promise<string> {
  const script = fileURLToPath(new URL("../examples/login.sh", import.meta.url));
  const env = { ...process.env, APPLICATION: origin, MOCK: mock.url };
  return (await promisify(execFile)(script, { env })).stdout;
}

describe("the README", () => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  it.each(["login.test.ts", "login.sh"])("shows the example %s as it runs", async (file) => {
    expect(readme).toContain(await read(`../examples/${file}`));
  });

  it("shows a script that tests an application", async () => {
    const application = await startApplication();
    const mock = await startMockProvider({ redirectUris: [`${application.origin}/auth/callback`] });
    stops.push(
      () => application.stop(),
      () => mock.stop(),
    );
    Object.assign(process.env, mock.environment);
    expect(await testApplication(application.origin, mock)).toBe("Hello, Claire Martin\n");
  });

  it("shows a script that an application fails which checks nothing", async () => {
    const application = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      const [client_id, client_secret] = [mock.clientId, mock.clientSecret ?? ""];
      const redirect_uri = `${origin}/auth/callback`;
      if (pathname === "/login") {
        const asked = {
          client_id,
          redirect_uri,
          response_type: "code",
          scope: "openid profile",
          nonce: "mine",
        };
        const location = `${mock.issuer}/oauth/authorize?${new URLSearchParams(asked).toString()}`;
        response.writeHead(302, { location }).end();
        return;
      }
      const code = searchParams.get("code") ?? "";
      const grant = { grant_type: "authorization_code", code, redirect_uri, client_id, client_secret };
      const token = await fetch(`${mock.issuer}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams(grant),
      });
      const { access_token } = (await token.json()) as { access_token: string };
      const headers = { authorization: `Bearer ${access_token}` };
      const userinfo = await fetch(`${mock.issuer}/oauth/userinfo`, { headers });
      const { given_name, family_name } = (await userinfo.json()) as Record<string, string>;
      response.end(`<!doctype html>\n<h1>${given_name} ${family_name}</h1>\n`);
    }).listen(0, "localhost");
    await once(application, "listening");
    const origin = `http://localhost:${(application.address() as AddressInfo).port}`;
    const mock = await startMockProvider({ redirectUris: [`${origin}/auth/callback`] });
    stops.push(
      () => application.close(),
      () => mock.stop(),
    );
    await expect(testApplication(origin, mock)).rejects.toMatchObject({
      code: 1,
      stderr: "A token with another nonce was accepted.\n",
    });
  });

  it("tables every fault as the catalogue describes it", () => {
    expect(readme).toContain(faultTable());
  });

  it("shows files that are right, and a provider starts with them", async () => {
    const [people = "", clients = "", ...others] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(
      ([, json]) => json,
    );
    expect(others).toEqual([]);
    await withFile("people.json", people, (peoplePath) =>
      withFile("clients.json", clients, async (clientsPath) => {
        const mock = await startMockProvider({
          personas: readPeopleFile(peoplePath, personas),
          clients: readClientFile(clientsPath, moncomptepro),
        });
        expect(mock.personas.at(-1)).toMatchObject({ id: "mayor", refusal: "blocked" });
        expect(mock.clients.map(({ clientId }) => clientId)).toEqual(["portal", "archives"]);
        expect(mock.clients[1]?.backchannelLogoutUri).toBe("http://localhost:4000/backchannel-logout");
        await mock.stop();
      }),
    );
  });
});
