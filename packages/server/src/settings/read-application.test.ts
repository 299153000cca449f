import { expect, expectTypeOf, test } from "vitest";
import { franceconnect, franceconnectPlus, proconnect } from "@moncomptepro/profiles";
import { quiet } from "@moncomptepro/test-kit/browser";
import { makeDecryptionKey } from "@moncomptepro/test-kit/decryption-key";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { createRoutes } from "../routes.js";
import type { ProviderEntry } from "./options.js";
import { readApplication } from "./read-application.js";
import { readProviderSettings } from "./read-provider-settings.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS } from "./settings-table.js";

const application = {
  MONCOMPTEPRO_BASE_URL: "https://app.gouv.test",
  MONCOMPTEPRO_SESSION_SECRET: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
};
const environment = {
  ...application,
  PROCONNECT_CLIENT_ID: "of-proconnect",
  PROCONNECT_CLIENT_SECRET: "secret-of-proconnect",
  FRANCECONNECT_CLIENT_ID: "of-franceconnect",
  FRANCECONNECT_CLIENT_SECRET: "secret-of-franceconnect",
};
const providers = { proconnect: {}, franceconnect: { environment: "sandbox" } };

function problems(options: object, variables: Record<string, string> = environment): readonly string[] {
  try {
    readApplication({ logger: quiet, ...options }, variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test("each provider has its own options and variables, the application’s are everyone’s", () => {
  const [first, second] = readApplication({ providers }, environment);
  expect(first).toMatchObject({
    profile: proconnect,
    clientId: "of-proconnect",
    issuer: "https://auth.agentconnect.gouv.fr/api/v2",
    redirectUri: "https://app.gouv.test/auth/callback",
    postLogoutRedirectUri: "https://app.gouv.test/auth/logout/callback",
  });
  expect(second).toMatchObject({
    profile: franceconnect,
    clientId: "of-franceconnect",
    issuer: "https://fcp-low.sbx.dev-franceconnect.fr/api/v2",
    redirectUri: "https://app.gouv.test/auth/callback/franceconnect",
    postLogoutRedirectUri: "https://app.gouv.test/auth/logout/callback",
    cookieName: first.cookieName,
  });
});

test("the variable names several as the option does; an option wins over it", () => {
  const several = {
    ...environment,
    MONCOMPTEPRO_PROVIDER: "proconnect, franceconnect",
    FRANCECONNECT_ENVIRONMENT: "sandbox",
  };
  const shown = (all: ReturnType<typeof readApplication>): unknown =>
    all.map(({ profile, issuer, clientId, redirectUri }) => [profile.id, issuer, clientId, redirectUri]);
  expect(shown(readApplication({}, several))).toEqual(shown(readApplication({ providers }, environment)));
  expect(readApplication({ providers: { franceconnect: {} } }, several)).toHaveLength(1);
  const one = { ...several, MONCOMPTEPRO_CLIENT_ID: "one", MONCOMPTEPRO_CLIENT_SECRET: "secret-of-one" };
  expect(readApplication({ provider: "proconnect" }, one)).toMatchObject([
    { clientId: "one", providerPath: "" },
  ]);
});

test("what the application says for all of them an entry may say for itself", () => {
  const given = {
    requireOrganization: false,
    providers: { ...providers, proconnect: { requireOrganization: true } },
  };
  const read = readApplication(given, environment);
  expect(read.map(({ requireOrganization }) => requireOrganization)).toEqual([true, false]);
});

test("a provider of one’s own has a profile, and its people the name of the entry", () => {
  const profile = {
    ...proconnect,
    id: "pilotage",
    environments: { production: { issuer: "https://sso.gouv.test" } },
  };
  const variables = { ...environment, PILOTAGE_CLIENT_ID: "own", PILOTAGE_CLIENT_SECRET: "secret-of-own" };
  const [, own] = readApplication({ providers: { proconnect: {}, pilotage: { profile } } }, variables);
  expect(own).toMatchObject({ clientId: "own", issuer: "https://sso.gouv.test", providerPath: "/pilotage" });
  const claims = { sub: "1", email: "a@mairie.example", siret: "21920023500014" };
  const login = {
    issuer: "https://sso.gouv.test",
    idToken: { sub: "1" },
    userinfo: claims,
    acrProven: false,
  };
  expect(own?.profile.toUser(login).provider).toBe("pilotage");
});

test("all mistakes at once, each with the variable of its provider; those of the application once", () => {
  const secret = { MONCOMPTEPRO_SESSION_SECRET: "short", FRANCECONNECT_SCOPE: "email" };
  expect(problems({ providers, colour: "red" }, secret)).toEqual([
    "PROCONNECT_CLIENT_ID (option providers.proconnect.clientId) is missing: it must be the client id that the provider gave you.",
    expect.stringMatching(/^MONCOMPTEPRO_BASE_URL \(option baseUrl\) is missing/),
    expect.stringMatching(/^MONCOMPTEPRO_SESSION_SECRET \(option sessionSecret\)/),
    "Option colour is unknown.",
    expect.stringMatching(
      /^PROCONNECT_CLIENT_SECRET \(option providers.proconnect.clientSecret\) is missing/,
    ),
    expect.stringMatching(/^FRANCECONNECT_CLIENT_ID \(option providers.franceconnect.clientId\) is missing/),
    "FRANCECONNECT_SCOPE (option providers.franceconnect.scope) must contain the scope openid.",
    expect.stringMatching(/^FRANCECONNECT_CLIENT_SECRET/),
  ]);
});

test.each<[string, object, string]>([
  [
    "one and several",
    { provider: "proconnect", providers },
    "Option providers and the option provider are both given",
  ],
  ["none", { providers: {} }, "Option providers must hold the settings of each provider by its name"],
  ["undefined", { providers: undefined }, "Option providers must hold"],
  [
    "an unknown one",
    { providers: { proconect: {} } },
    "Option providers.proconect is unknown: it must be one of moncomptepro, proconnect",
  ],
  [
    "an old name",
    { providers: { agentconnect: {} } },
    "Option providers.agentconnect is called proconnect now",
  ],
  ["no options", { providers: { proconnect: true } }, "Option providers.proconnect must be an object"],
  [
    "a misspelt option",
    { providers: { proconnect: { clientID: "x" } } },
    "Option providers.proconnect.clientID is unknown: perhaps clientId was meant",
  ],
  [
    "an option of the application",
    { providers: { proconnect: { baseUrl: "https://x.gouv.test" } } },
    "is the application’s: give it beside providers",
  ],
  [
    "an option of one provider",
    { providers, clientId: "x" },
    "MONCOMPTEPRO_CLIENT_ID (option clientId) is of one provider: give it in its entry of providers",
  ],
  [
    "a profile under another name",
    { providers: { pilotage: { profile: proconnect } } },
    "Option providers.pilotage.profile must have the id pilotage",
  ],
  [
    "half a profile",
    { providers: { pilotage: { profile: { id: "pilotage" } } } },
    "Option providers.pilotage.profile.brand is missing",
  ],
  [
    "no profile",
    { providers: { pilotage: { profile: "proconnect" } } },
    "Option providers.pilotage.profile must be a profile",
  ],
  [
    "one issuer twice",
    {
      providers: {
        proconnect: { issuer: "https://a.gouv.test" },
        franceconnect: { issuer: "https://a.gouv.test/" },
      },
    },
    "FRANCECONNECT_ISSUER (option providers.franceconnect.issuer) is also that of proconnect",
  ],
  [
    "one redirect URI twice",
    { providers: { proconnect: {}, franceconnect: { redirectUri: "https://app.gouv.test/auth/callback" } } },
    "FRANCECONNECT_REDIRECT_URI (option providers.franceconnect.redirectUri) must have a path that is no other route",
  ],
  [
    "a redirect URI on a route of the other",
    {
      providers: {
        proconnect: { redirectUri: "https://app.gouv.test/auth/login/franceconnect" },
        franceconnect: {},
      },
    },
    "PROCONNECT_REDIRECT_URI",
  ],
  [
    "a refresh token where there is none",
    { providers, keepRefreshToken: true },
    "Option providers.franceconnect.keepRefreshToken is true, but franceconnect gives no refresh token",
  ],
])("%s is an error", (_what, options, message) => {
  expect(problems(options).join("\n")).toContain(message);
});

test.each([
  [
    "proconnect,,franceconnect",
    "MONCOMPTEPRO_PROVIDER (option provider) must hold the name of each provider once",
  ],
  ["proconnect,proconnect", "must hold the name of each provider once"],
  ["proconnect,elsewhere", "Option providers.elsewhere is unknown"],
])("MONCOMPTEPRO_PROVIDER=%s is an error", (names, message) => {
  expect(problems({}, { ...environment, MONCOMPTEPRO_PROVIDER: names }).join("\n")).toContain(message);
});

test("a login of another library has one provider: the variable of several is an error that says so", () => {
  const variables = { ...environment, MONCOMPTEPRO_PROVIDER: "proconnect,franceconnect" };
  const client = { clientId: "id", clientSecret: "secret" };
  expect(() => readProviderSettings(client, variables)).toThrow("give it as the option provider");
  expect(readProviderSettings({ ...client, provider: "franceconnect" }, variables).profile).toBe(
    franceconnect,
  );
});

test("a variable that no provider reads is a warning, and so is a misspelt one", () => {
  const warnings: string[] = [];
  const logger = { ...quiet, warn: (message: string) => void warnings.push(message) };
  const variables = {
    ...environment,
    MONCOMPTEPRO_SCOPE: "openid",
    PROCONNECT_CLIENT_SECRTE: "x",
    FRANCECONNECT_IDENTITY_OF_SOMETHING_ELSE: "x",
  };
  readApplication({ providers, logger }, variables);
  expect(warnings).toEqual([
    "The variable MONCOMPTEPRO_SCOPE is not read: each of the providers has its own, PROCONNECT_SCOPE, FRANCECONNECT_SCOPE.",
    "The variable PROCONNECT_CLIENT_SECRTE is unknown: did you mean PROCONNECT_CLIENT_SECRET?",
  ]);
});

test("the type of an entry has the settings that an entry may have", () => {
  type Table = typeof SETTINGS;
  expectTypeOf<Exclude<keyof ProviderEntry, "profile">>().toExtend<keyof Table>();
  const entry: Required<Record<Exclude<keyof ProviderEntry, "profile">, true>> = {
    clientId: true,
    clientSecret: true,
    clientAuthentication: true,
    privateKey: true,
    decryptionKey: true,
    environment: true,
    issuer: true,
    allowInsecureIssuer: true,
    scope: true,
    redirectUri: true,
    postLogoutRedirectUri: true,
    idTokenSignedResponseAlg: true,
    userinfoSignedResponseAlg: true,
    allowLoginParameters: true,
    requireOrganization: true,
    idTokenClaims: true,
    keepRefreshToken: true,
    keepAccessToken: true,
  };
  const marked = Object.entries(SETTINGS).flatMap(([name, setting]) => (setting.ofProvider ? [name] : []));
  expect(marked.toSorted()).toEqual(Object.keys(entry).toSorted());
});

test("a provider alone has the same variables of its own, where those of the kit say nothing", () => {
  const [alone] = readApplication({ provider: "proconnect" }, environment);
  expect(alone).toMatchObject({
    clientId: "of-proconnect",
    redirectUri: "https://app.gouv.test/auth/callback",
  });
  const both = {
    ...environment,
    MONCOMPTEPRO_PROVIDER: "franceconnect",
    MONCOMPTEPRO_CLIENT_ID: "of-the-kit",
  };
  const [named] = readApplication({}, both);
  expect(named).toMatchObject({
    clientId: "of-the-kit",
    credentials: { secret: "secret-of-franceconnect" },
  });
  // Those of another provider are none of its business.
  const other = { ...application, FRANCECONNECT_CLIENT_ID: "id", FRANCECONNECT_CLIENT_SECRET: "secret" };
  expect(problems({ provider: "proconnect" }, other)).toHaveLength(2);
});

test("two providers that encrypt have one key: one address publishes it", () => {
  const [key, another] = [makeDecryptionKey(), makeDecryptionKey()];
  const own = {
    ...franceconnectPlus,
    id: "own",
    environments: { production: { issuer: "https://own.example" } },
  };
  const client = { clientId: "id", clientSecret: "secret" };
  const two = (second: string): object => ({
    providers: {
      "franceconnect-plus": { ...client, decryptionKey: key },
      own: { ...client, profile: own, decryptionKey: second },
    },
  });
  expect(problems(two(key), application)).toEqual([]);
  expect(problems(two(another), application)).toEqual([
    expect.stringContaining("must be that of franceconnect-plus"),
  ]);
});

test("no other route of ours is taken for a redirect URI, with one provider and with several", () => {
  const client = { clientId: "id", clientSecret: "secret" };
  const shared = {
    tokenPrivateKey: makeDecryptionKey(),
    browserRedirectUris: ["https://app.gouv.test/page"],
    session: { store: memoryStore() },
  };
  const one = (more = {}): object => ({ ...shared, ...client, provider: "proconnect", ...more });
  const two = (more = {}): object => ({
    ...shared,
    providers: { proconnect: client, franceconnect: { ...client, ...more } },
  });
  for (const options of [one, two]) {
    const routes = [...createRoutes(readApplication({ logger: quiet, ...options() }, application)).keys()];
    const others = routes.filter((route) => !route.includes("/callback") || route.includes("/logout"));
    expect(others.length).toBeGreaterThan(9);
    const accepted = others.filter(
      (route) =>
        problems(options({ redirectUri: `https://app.gouv.test${route}` }), application).length === 0,
    );
    expect(accepted).toEqual([]);
  }
});
