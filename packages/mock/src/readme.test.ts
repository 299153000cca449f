import { readFileSync } from "node:fs";
import { moncomptepro } from "@moncomptepro/profiles";
import { expect, it } from "vitest";
import { withFile } from "../test/written-file.js";
import { readClientFile } from "./clients/client-file.js";
import { readPeopleFile } from "./people/people-file.js";
import { personas } from "./people/personas.js";
import { startMockProvider } from "./start-mock-provider.js";

it("the files that the README shows are right, and a provider starts with them", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
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
      await mock.stop();
    }),
  );
});
