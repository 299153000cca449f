import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proSanteConnect } from "@moncomptepro/profiles";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import type { Auth } from "../index.js";

/** A place where a doctor practises, with all that the register knows of it. */
const place = (index: number): object => ({
  codeModeExercice: "S",
  codeSecteurDactivite: "SA01",
  codeGenreActivite: "GENR01",
  numeroSiretSite: "26990001500018",
  numeroFinessSite: `9900${String(index).padStart(5, "0")}`,
  identifiantTechniqueDeLaStructure: `F9900${index}`,
  raisonSocialeSite: `CENTRE HOSPITALIER DE SAINTE-EXEMPLE, SITE ${index}`,
  numeroVoie: String(index),
  codeTypeDeVoie: "AV",
  libelleVoie: "DE L EXEMPLE",
  bureauCedex: "99001 SAINTE-EXEMPLE",
  codePostal: "99001",
  codeCommune: "99001",
  codePays: "99000",
  telephone: "0123456789",
  adresseEMail: `site-${index}@hopital-exemple.example`,
  autoriteDenregistrement: "CNOM/CNOM/ARS",
});

let provider: HostileProvider;
let places: number;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  places = 12;
  provider.answers = {
    ...provider.honest(),
    // As long as the tokens of such a provider are.
    idTokenClaims: (claims) => ({ ...claims, acr: "eidas1", more: randomBytes(400).toString("base64url") }),
    userinfo: (claims) => ({
      ...claims,
      SubjectNameID: "810000000017",
      SubjectRefPro: {
        exercices: [
          { codeProfession: "10", activities: Array.from({ length: places }, (_, index) => place(index)) },
        ],
      },
    }),
  };
});

const sizeOf = ({ cookies }: Browser): number =>
  [...cookies].reduce((sum, [name, value]) => sum + name.length + value.length, 0);

async function placesOf(auth: Auth, browser: Browser): Promise<number | undefined> {
  const { user } = await auth.authenticate({ headers: browser.headers });
  const { practices } = (user ?? {}) as { practices?: { activities: unknown[] }[] };
  return practices?.[0]?.activities.length;
}

describe.each([
  ["in cookies", () => ({})],
  ["in a store", () => ({ session: { store: memoryStore() } })],
] as const)("a person who practises at many places, %s,", (where, options) => {
  test.each([1, 12, 40])("here %i, is one at every instance", async (count) => {
    places = count;
    const shared = { provider: proSanteConnect, ...options() };
    const [one, other] = [createApplication(provider, shared), createApplication(provider, shared)];
    const browser = new Browser(one);
    expect((await logIn(browser, provider)).headers.get("location")).toBe("/dossiers");
    expect(await placesOf(one, browser)).toBe(count);
    expect(await placesOf(other, browser)).toBe(count);
    expect(sizeOf(browser)).toBeLessThan(where === "in cookies" ? 6500 : 500);
  });
});

test("a login that waits for the application keeps them", async () => {
  const auth = createApplication(provider, {
    provider: proSanteConnect,
    onLogin: () => ({ redirect: "/inscription" }),
  });
  const browser = new Browser(auth);
  expect((await logIn(browser, provider)).headers.get("location")).toBe("/inscription");
  const waiting = await auth.pendingLogin({ headers: browser.headers });
  expect(waiting?.user).toMatchObject({ practices: [{ activities: { length: 12 } }] });
});
