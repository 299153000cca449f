import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { startApplication } from "../examples/application.js";
import { withFile } from "../test/written-file.js";
import { readClientFile } from "./clients/client-file.js";
import { faultCatalogue } from "./faults/fault-catalogue.js";
import { readPeopleFile } from "./people/people-file.js";
import { personas } from "./people/personas.js";
import { startMockProvider } from "./start-mock-provider.js";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const readme = await read("../README.md");

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
    const { stdout } = await promisify(execFile)(
      fileURLToPath(new URL("../examples/login.sh", import.meta.url)),
      {
        env: { ...process.env, APPLICATION: application.origin, MOCK: mock.url },
      },
    );
    expect(stdout).toBe("Hello, Claire Martin\nLogin failed\n");
  });

  it("names every fault, with its endpoints and settings", () => {
    for (const [name, { endpoints, settings = {} }] of Object.entries(faultCatalogue)) {
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
      expect(row, name).not.toBe("");
      for (const setting of Object.keys(settings)) expect(row).toContain(`\`${setting}\``);
      const isInMany = endpoints.length > 3;
      for (const endpoint of isInMany ? [] : endpoints) expect(row).toContain(`\`${endpoint}\``);
    }
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
