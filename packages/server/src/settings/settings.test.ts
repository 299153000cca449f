import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { moncomptepro, proconnect, profiles, type Profile, type ProfileId } from "@moncomptepro/profiles";
import { decryptionKeyFor } from "@moncomptepro/test-kit/decryption-key";
import { SettingsError } from "./settings-error.js";
import { readSettings } from "./settings.js";

const environment = {
  MONCOMPTEPRO_CLIENT_ID: "id",
  MONCOMPTEPRO_CLIENT_SECRET: "secret",
  MONCOMPTEPRO_BASE_URL: "https://app.gouv.test",
  MONCOMPTEPRO_SESSION_SECRET: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
};

function problems(
  options: Record<string, unknown>,
  variables: Record<string, string> = environment,
): readonly string[] {
  try {
    readSettings(options, variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test("four variables are enough", () => {
  expect(readSettings({}, environment)).toMatchObject({
    profile: moncomptepro,
    issuer: "https://identite.proconnect.gouv.fr",
    discovery: "https://identite.proconnect.gouv.fr/.well-known/openid-configuration",
    scope: "openid email profile organization",
    redirectUri: "https://app.gouv.test/auth/callback",
    postLogoutRedirectUri: "https://app.gouv.test/auth/logout/callback",
    secureCookies: true,
    session: { idle: 3600, absolute: 43_200 },
  });
});

test("an option wins over its variable, an empty variable counts as absent", () => {
  const variables = { ...environment, MONCOMPTEPRO_PROVIDER: "proconnect", MONCOMPTEPRO_ENVIRONMENT: " " };
  expect(readSettings({ clientId: "other" }, variables)).toMatchObject({
    clientId: "other",
    profile: proconnect,
    issuer: "https://auth.agentconnect.gouv.fr/api/v2",
  });
});

test("a misspelt option is an error that names the one meant", () => {
  expect(
    problems({ clientID: "x", allowLoginParameter: [], onlogin: () => undefined, colour: "red" }),
  ).toEqual([
    "Option clientID is unknown: perhaps clientId was meant.",
    "Option allowLoginParameter is unknown: perhaps allowLoginParameters was meant.",
    "Option onlogin is unknown: perhaps onLogin was meant.",
    "Option colour is unknown.",
  ]);
});

test("a misspelt variable is a warning that names the one meant", () => {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const logger = { debug: warn, info: warn, warn, error: warn };
  readSettings(
    { logger },
    { ...environment, MONCOMPTEPRO_CLIENTID: "x", MONCOMPTEPRO_WEATHER_TODAY: "1", OTHER: "1" },
  );
  expect(warnings).toEqual([
    "The variable MONCOMPTEPRO_CLIENTID is unknown: did you mean MONCOMPTEPRO_CLIENT_ID?",
    "The variable MONCOMPTEPRO_WEATHER_TODAY is unknown.",
  ]);
});

test("quotes and comments of a file that came with the value are named", () => {
  const copied = {
    MONCOMPTEPRO_CLIENT_ID: '"abc"',
    MONCOMPTEPRO_BASE_URL: "https://app.example.gouv.fr   # the public address",
    MONCOMPTEPRO_SCOPE: "'openid email profile organization'",
  };
  expect(problems({}, { ...environment, ...copied })).toEqual([
    "MONCOMPTEPRO_CLIENT_ID (option clientId) has quotes around it: take them away.",
    "MONCOMPTEPRO_BASE_URL (option baseUrl) holds a comment: write it on a line of its own.",
    "MONCOMPTEPRO_SCOPE (option scope) has quotes around it: take them away.",
  ]);
});

test("the message ends with the address of its page", () => {
  expect(() => readSettings({}, {})).toThrow(
    /See node_modules\/@moncomptepro\/server\/docs\/errors\.md#settings_invalid\n$/,
  );
});

test("nothing set: one sentence for each thing that is missing", () => {
  expect(problems({}, {})).toEqual([
    expect.stringContaining("MONCOMPTEPRO_CLIENT_ID (option clientId) is missing"),
    expect.stringContaining("MONCOMPTEPRO_BASE_URL (option baseUrl) is missing"),
    expect.stringContaining("MONCOMPTEPRO_SESSION_SECRET (option sessionSecret) is missing"),
    expect.stringContaining("MONCOMPTEPRO_CLIENT_SECRET (option clientSecret) is missing"),
  ]);
});

test("mistakes of every kind are reported at once", () => {
  const found = problems({
    baseUrl: "http://app.gouv.test",
    sessionSecret: ["short"],
    provider: "google",
    path: "auth/",
    session: { idle: 7200, absolute: 3600 },
  });
  expect(found).toHaveLength(5);
});

describe.each<[string, Record<string, unknown>, string]>([
  ["an http base URL that only looks local", { baseUrl: "http://localhost.gouv.test" }, "https://"],
  ["an http base URL of every interface", { baseUrl: "http://0.0.0.0:3000" }, "https://"],
  ["an http base URL", { baseUrl: "http://app.gouv.test" }, "https://"],
  ["a base URL without a scheme", { baseUrl: "app.gouv.test" }, "must be the public address"],
  ["a base URL with a query", { baseUrl: "https://app.gouv.test/?a=b" }, "neither a query"],
  ["a base URL with a password", { baseUrl: "https://a:b@app.gouv.test" }, "password"],
  ["a base URL with a password alone", { baseUrl: "https://:b@app.gouv.test" }, "password"],
  [
    "a session secret of 31 characters",
    { sessionSecret: environment.MONCOMPTEPRO_SESSION_SECRET.slice(0, 31) },
    "32 random characters",
  ],
  ["a path that ends with a slash", { path: "/auth/" }, "must not end with /"],
  ["a scope that only looks like openid", { scope: "openid2 email" }, "openid"],
  [
    "a logger without warnings",
    { logger: { debug: String, info: String, error: String } },
    "a logger without one of the methods",
  ],
  [
    "a store that cannot write only where there is nothing",
    { session: { store: { read: String, write: String, replace: String, remove: String } } },
    "a store without one of the methods",
  ],
  [
    "refresh tokens of a provider that gives none",
    { keepRefreshToken: true },
    "moncomptepro gives no refresh token",
  ],
  [
    "logins of pages at a provider that refuses PKCE",
    {
      provider: { ...moncomptepro, pkce: "forbidden" },
      browserRedirectUris: ["https://app.gouv.test/"],
    },
    "needs PKCE",
  ],
  [
    "claims to ask for at a provider that takes no such wish",
    {
      provider: { ...moncomptepro, authorization: { ...moncomptepro.authorization, parameters: [] } },
      idTokenClaims: ["amr"],
    },
    "needs the parameter claims",
  ],
  [
    "a scope that gives no SIRET",
    { provider: "proconnect", scope: "openid email" },
    "(option scope) gives no siret, without which proconnect logs no person in: it needs siret, or requireOrganization: false",
  ],
  ["a scope that gives no e-mail", { scope: "openid siret" }, "gives no email"],
  [
    "SIRETs to let in without a scope that gives one",
    { scope: "openid email", requireOrganization: false, authorize: { sirets: ["21920023500014"] } },
    "authorize.sirets needs the scope organization or siret",
  ],
  [
    "a parameter of links that the provider does not know",
    { allowLoginParameters: ["idp_hint"] },
    "holds idp_hint, which moncomptepro does not know",
  ],
  ["an environment that is a name of Object", { environment: "constructor" }, "production, sandbox"],
  ["a session secret of seven letters", { sessionSecret: "abcdefg".repeat(6) }, "too few characters"],
  [
    "a session secret of the documentation, at an address in capital letters",
    { baseUrl: "HTTPS://app.gouv.test", sessionSecret: "replace-me-with-32-random-characters" },
    "documentation",
  ],
  ["a short session secret", { sessionSecret: "short" }, "32 random characters"],
  [
    "a short second session secret",
    { sessionSecret: `${environment.MONCOMPTEPRO_SESSION_SECRET},short` },
    "32 random characters",
  ],
  ["no session secret at all", { sessionSecret: [] }, "32 random characters"],
  ["a session secret of one letter", { sessionSecret: "a".repeat(40) }, "too few characters"],
  [
    "a session secret of the documentation",
    { sessionSecret: "replace-me-with-32-random-characters" },
    "documentation",
  ],
  ["a client secret of the demo", { clientSecret: "moncomptepro-demo-secret" }, "documentation"],
  ["an unknown provider", { provider: "google" }, "one of moncomptepro, proconnect"],
  ["a provider that is a name of Object", { provider: "constructor" }, "unknown"],
  ["an unknown environment", { environment: "staging" }, "production, sandbox"],
  ["an http issuer", { issuer: "http://provider.test" }, "https://"],
  ["a scope without openid", { scope: "email" }, "openid"],
  ["a redirect URI elsewhere", { redirectUri: "https://other.test/callback" }, "origin of the base URL"],
  ["a post-logout URI elsewhere", { postLogoutRedirectUri: "https://other.test/" }, "origin of the base URL"],
  ["an algorithm of another provider", { idTokenSignedResponseAlg: "HS256" }, "unknown to moncomptepro"],
  ["no signature of the ID token", { idTokenSignedResponseAlg: "none" }, "unknown to moncomptepro"],
  ["a secret and a key", { privateKey: "{}" }, "both given"],
  ["an afterLogout elsewhere", { afterLogout: "//evil.test" }, "single /"],
  ["a login parameter that would change the request", { allowLoginParameters: ["redirect_uri"] }, "only"],
  ["a cookie name that is none", { cookieName: "a b" }, "letters"],
  ["a negative time", { session: { idle: -1 } }, "1 second"],
])("%s", (_what, options, message) => {
  test("is refused with what to do", () => {
    const [problem, ...others] = problems(options);
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });
});

test("http towards loopback works without Secure cookies", () => {
  for (const baseUrl of ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]) {
    expect(readSettings({ baseUrl }, environment).secureCookies).toBe(false);
  }
});

test("with a path in the base URL, routes and pages live under it", () => {
  expect(readSettings({ baseUrl: "https://app.gouv.test/app/" }, environment)).toMatchObject({
    basePath: "/app",
    path: "/app/auth",
    redirectUri: "https://app.gouv.test/app/auth/callback",
    afterLogout: "/app/",
  });
});

test("a former name of a provider still works, with a warning", () => {
  const warnings: string[] = [];
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => warnings.push(message),
    error: () => undefined,
  };
  expect(readSettings({ provider: "agentconnect", logger }, environment).profile).toBe(proconnect);
  expect(warnings).toHaveLength(1);
});

test("a profile of one's own is taken as it is", () => {
  const profile: Profile = {
    ...moncomptepro,
    id: "own",
    environments: { production: { issuer: "https://own.test" } },
  };
  expect(readSettings({ provider: profile }, environment)).toMatchObject({
    profile,
    issuer: "https://own.test",
  });
});

describe("a discovery document that is not at the standard address", () => {
  const discoveryOf = (discovery: string, options: object = {}): string => {
    const environments = { production: { issuer: "https://own.test/realm", discovery } };
    const provider: Profile = { ...moncomptepro, id: "own", environments };
    return readSettings({ provider, ...options }, environment).discovery;
  };
  const elsewhere = { issuer: "https://other.test/realm/" };

  test("is where the profile says, and at the same place under another issuer", () => {
    const own = "https://own.test/realm/.well-known/own-configuration";
    expect(discoveryOf(own)).toBe(own);
    expect(discoveryOf(own, { issuer: "https://own.test/realm" })).toBe(own);
    const there = "https://other.test/realm/.well-known/own-configuration";
    expect(discoveryOf(own, elsewhere)).toBe(there);
    expect(discoveryOf(own, { ...elsewhere, environment: "none of the profile's" })).toBe(there);
  });

  test.each(["https://documents.test/own", "https://own.test/realms/own", "https://own.test/realm"])(
    "at %s, which is not under its issuer, says nothing of another one",
    (discovery) => {
      expect(discoveryOf(discovery)).toBe(discovery);
      const standard = "https://other.test/realm/.well-known/openid-configuration";
      expect(discoveryOf(discovery, elsewhere)).toBe(standard);
    },
  );
});

describe("a private key", () => {
  const { MONCOMPTEPRO_CLIENT_SECRET: _, ...withoutSecret } = environment;
  const pem = (key: ReturnType<typeof generateKeyPairSync>["privateKey"]): string =>
    key.export({ type: "pkcs8", format: "pem" }).toString();

  test("may be RSA, P-256 or Ed25519, with line breaks as \\n or not, or a JWK", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const ed = generateKeyPairSync("ed25519").privateKey;
    const jwk = JSON.stringify({ ...ec.export({ format: "jwk" }), kid: "k1" });
    for (const privateKey of [pem(rsa), pem(ec).replaceAll("\n", "\\n"), pem(ed), jwk]) {
      expect(problems({ privateKey }, withoutSecret)).toEqual([]);
    }
    expect(readSettings({ privateKey: jwk }, withoutSecret).credentials).toMatchObject({
      algorithm: "ES256",
      keyId: "k1",
    });
  });

  test("leaves no algorithm whose key is the client secret", () => {
    const privateKey = pem(generateKeyPairSync("ed25519").privateKey);
    const given = {
      provider: "proconnect",
      idTokenSignedResponseAlg: "HS256",
      userinfoSignedResponseAlg: "HS256",
    };
    expect(problems(given)).toEqual([]);
    const found = problems({ ...given, privateKey }, withoutSecret);
    expect(found.map((line) => /needs the client secret/.test(line))).toEqual([true, true]);
  });

  test("that the provider is not known to take is a warning at the start", () => {
    const privateKey = pem(generateKeyPairSync("ed25519").privateKey);
    const warnings: string[] = [];
    const keep = (line: string): void => void warnings.push(line);
    const logger = { debug: keep, info: keep, warn: keep, error: keep };
    // No built-in provider has room for a key in what it keeps of a client.
    const provider: Profile = { ...proconnect, clientAuthentication: ["private_key_jwt"] };
    readSettings({ provider, privateKey, logger }, withoutSecret);
    for (const profile of Object.values<Profile>(profiles)) {
      const { id } = profile;
      const key = decryptionKeyFor(profile);
      const options = {
        provider: id as ProfileId,
        clientAuthentication: "client_secret_basic",
        logger,
      } as const;
      readSettings({ ...options, ...key }, environment);
    }
    expect(warnings).toEqual([]);
    for (const each of ["proconnect", "moncomptepro"] as const)
      readSettings({ provider: each, privateKey, logger }, withoutSecret);
    expect(warnings).toEqual(
      ["proconnect", "moncomptepro"].map(
        (id) =>
          `The client would prove who it is by private_key_jwt. ${id} accepts client_secret_post or client_secret_basic: logins may fail with client_refused.`,
      ),
    );
  });

  test("that is weak, public or no key is refused, and never quoted", () => {
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    const otherCurve = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
    const publicJwk = JSON.stringify(generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }));
    for (const privateKey of [pem(weak), pem(otherCurve), publicJwk, "{not json", "a-very-private-text"]) {
      const found = problems({ privateKey }, withoutSecret);
      expect(found).toHaveLength(1);
      expect(found[0]).not.toContain("a-very-private-text");
    }
  });
});
