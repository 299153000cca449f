import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { createAuth, type Auth, type AuthOptions, type Requirements } from "@moncomptepro/server";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { PersonAtProvider } from "./person-at-provider.js";

/** Asked on request only, so that what the application asks makes the difference. */
const WITH = "ministry-agent";
const WITHOUT = "town-hall-agent";
const client = { clientId: "application", clientSecret: "the secret of the application" };
const LEVELS = ["eidas0-mfa", "eidas1-mfa"];

let mock: MockProvider;
let auth: Auth;
let browser: Browser;
let person: PersonAtProvider;

beforeAll(async () => {
  mock = await startMockProvider({ ...client, redirectUris: [`${APPLICATION}/auth/callback`] });
});
afterAll(() => mock.stop());
beforeEach(() => mock.reset());

const come = (persona: string, options: AuthOptions = {}): void => {
  const { issuer } = mock;
  auth = createAuth({
    ...client,
    issuer,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    ...options,
  });
  browser = new Browser(auth);
  person = new PersonAtProvider(mock.url, persona);
};
const guard = (requirements: Requirements): ReturnType<Auth["requireUser"]> =>
  auth.requireUser({ method: "GET", url: "/paie", headers: browser.headers }, requirements);

/** Goes where an answer leads, and back; gives what the provider was asked for. */
async function follow(response: Response | undefined): Promise<URLSearchParams> {
  browser.keep(response?.headers.getSetCookie() ?? []);
  const request = new URL(response?.headers.get("location") ?? "");
  const { callback } = await person.goThrough(request);
  if (callback) await browser.open(`/auth/callback${callback.search}`);
  return request.searchParams;
}

const levelAsked = (asked: URLSearchParams): unknown =>
  (JSON.parse(asked.get("claims") ?? "{}") as { id_token?: { acr?: unknown } }).id_token?.acr;

describe("a second factor", () => {
  test("that is required opens to who has one, proven, and not to who has none", async () => {
    come(WITH);
    await follow(await auth.login());
    expect(levelAsked(await follow((await guard({ secondFactor: true })).response))).toEqual({
      essential: true,
      values: LEVELS,
    });
    const authentication = { acr: "eidas0-mfa", acrProven: true, secondFactor: true };
    expect(await guard({ secondFactor: true })).toMatchObject({ user: { authentication } });

    come(WITHOUT);
    await follow(await auth.login());
    await follow((await guard({ secondFactor: true })).response);
    expect((await guard({ secondFactor: true })).user).toBeUndefined();
  });

  test("that a login requires is the same list, as essential", async () => {
    come(WITH);
    await follow(await auth.login({ secondFactor: true }));
    expect(await guard({ acr: LEVELS })).toHaveProperty("user.authentication.secondFactor", true);
  });

  test("that is a wish lets in who has none, tells, and proves nothing", async () => {
    come(WITHOUT);
    const asked = await follow((await guard({ secondFactor: "preferred" })).response);
    expect(levelAsked(asked)).toEqual({ values: LEVELS });
    const authentication = { acr: "eidas0", acrProven: false, secondFactor: false };
    expect(await guard({ secondFactor: "preferred" })).toMatchObject({ user: { authentication } });
    expect((await guard({ secondFactor: true })).response?.status).toBe(303);
  });

  test("that only some must give: a wish at first, then required of them", async () => {
    const secondFactor = ({ email = "" }): boolean => email.endsWith("@ministere-exemple.example");
    for (const [persona, isRequired] of [
      [WITH, true],
      [WITHOUT, false],
    ] as const) {
      come(persona);
      // oxlint-disable-next-line no-await-in-loop -- one person after the other
      const first = await follow((await guard({ secondFactor })).response);
      expect(levelAsked(first)).toEqual({ values: LEVELS });
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { response } = await guard({ secondFactor });
      expect(response?.status).toBe(isRequired ? 303 : undefined);
      if (!isRequired) continue;
      // oxlint-disable-next-line no-await-in-loop -- as above
      const second = await follow(response);
      expect(levelAsked(second)).toEqual({ essential: true, values: LEVELS });
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await guard({ secondFactor })).toHaveProperty("user.authentication.acrProven", true);
    }
  });

  test("comes with its methods where they are asked for by name", async () => {
    come(WITH, { idTokenClaims: ["amr"] });
    await follow(await auth.login({ secondFactor: true }));
    expect(await guard({ secondFactor: true })).toHaveProperty("user.authentication.amr", [
      "pwd",
      "otp",
      "mfa",
    ]);
  });

  test("that a login leaves to a function is required of the person who is logged in already", async () => {
    come(WITH);
    const secondFactor = (): boolean => true;
    expect(levelAsked(await follow(await auth.login({ secondFactor })))).toEqual({ values: LEVELS });
    const request = { method: "GET", url: "/", headers: browser.headers };
    expect(levelAsked(await follow(await auth.login({ secondFactor, request })))).toMatchObject({
      essential: true,
    });
  });
});
