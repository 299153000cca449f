import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { moncomptepro, type Profile } from "@moncomptepro/profiles";
import { createApplication } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "../index.js";
import { clientScope, ownScope } from "../sealing/scopes.js";
import { contextOf } from "../session-context.js";
import { createSessionRecord } from "../session/session-record.js";

const CERTIFIED = "https://proconnect.gouv.fr/assurance/certification-dirigeant";
const LEVELS = ["eidas0-mfa", "eidas1-mfa"];

let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});

/** What a change of organisation, or a step-up, asks for while a person has proven something. */
async function asked(
  how: "organization" | { acr?: string[]; maxAge?: number },
  proven: { acr?: string[]; level?: string; maxAge?: number; provider?: string },
  options: AuthOptions = {},
): Promise<URLSearchParams> {
  const auth = createApplication(provider, options);
  const { sessionBackend, settings } = contextOf(auth);
  const { acr, maxAge } = proven;
  const time = Math.floor(Date.now() / 1000);
  const level = proven.level ?? acr?.[0];
  const setCookie = await sessionBackend.begin(
    createSessionRecord({
      client: proven.provider === undefined ? clientScope(settings) : ownScope(settings),
      provenFor: { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) },
      user: {
        sub: "154",
        issuer: provider.issuer,
        provider: proven.provider ?? settings.profile.id,
        authentication: { acrProven: level !== undefined, time, ...(level !== undefined && { acr: level }) },
      },
    }),
    {},
  );
  const cookie = setCookie.map((header) => header.split(";", 1)[0]).join("; ");
  const request = { method: "GET", url: "/", headers: { cookie } };
  const response = await (how === "organization"
    ? auth.selectOrganization({ request })
    : auth.login({ ...how, request }));
  return new URL(response.headers.get("location") ?? "").searchParams;
}

const levels = (parameters: URLSearchParams): unknown =>
  (JSON.parse(parameters.get("claims") ?? "{}") as { id_token: { acr?: { values: string[] } } }).id_token.acr
    ?.values;

test("a change of organisation asks for the level again, but not for one of the organisation itself", async () => {
  expect(levels(await asked("organization", { acr: LEVELS }))).toEqual(LEVELS);
  expect(levels(await asked("organization", { acr: [CERTIFIED, ...LEVELS] }))).toBeUndefined();
  expect(levels(await asked("organization", { acr: [...LEVELS, CERTIFIED] }))).toEqual(LEVELS);
});

test("levels that exclude each other: the one that is asked for now counts", async () => {
  expect(levels(await asked({ acr: ["eidas0"] }, { acr: LEVELS }))).toEqual(["eidas0"]);
});

test("where levels are ordered, one above what was asked for stays proven too", async () => {
  const acr = { ...moncomptepro.acr, values: ["low", "middle", "high"], comparison: "ordered" } as const;
  const profile: Profile = { ...moncomptepro, acr: { ...acr, provenBy: "acr_values", multiFactor: [] } };
  const again = (level: string): Promise<URLSearchParams> =>
    asked({ maxAge: 60 }, { acr: ["middle"], level }, { provider: profile });
  expect((await again("high")).get("acr_values")).toBe("middle");
  expect((await again("low")).get("acr_values")).toBeNull();
});

test("a session of another provider has nothing to go on from", async () => {
  const parameters = await asked({ maxAge: 60 }, { acr: LEVELS, provider: "local" });
  expect([levels(parameters), parameters.get("login_hint")]).toEqual([undefined, null]);
});

test("where a recency is proven by max_age, a level repeats it while it still holds", async () => {
  const { parameters } = moncomptepro.authorization;
  const profile: Profile = {
    ...moncomptepro,
    recency: "max_age",
    authorization: { ...moncomptepro.authorization, parameters: [...parameters, "max_age"] },
  };
  const again = await asked({ acr: LEVELS }, { maxAge: 300 }, { provider: profile });
  expect(again.get("max_age")).toBe("300");
  // Of two recencies the shorter proves both.
  const shorter = await asked({ maxAge: 60 }, { maxAge: 300 }, { provider: profile });
  const longer = await asked({ maxAge: 600 }, { maxAge: 300 }, { provider: profile });
  expect([shorter.get("max_age"), longer.get("max_age")]).toEqual(["60", "300"]);
});
