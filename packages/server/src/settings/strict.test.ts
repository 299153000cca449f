import { describe, expect, test } from "vitest";
import { moncomptepro, proconnect, profiles } from "@moncomptepro/profiles";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { decryptionKeyFor } from "@moncomptepro/test-kit/decryption-key";
import { createAuth as createExpressAuth } from "../adapters/express.js";
import { createAuth as createFastifyAuth } from "../adapters/fastify.js";
import { createAuth as createHonoAuth } from "../adapters/hono.js";
import { createAuth as createNextAuth } from "../adapters/next.js";
import { createAuth as createNodeAuth } from "../adapters/node.js";
import { createAuth } from "../index.js";
import { readRedisStoreOptions } from "./redis-store-options.js";
import { SettingsError } from "./settings-error.js";
import { readSettings } from "./settings.js";
import { requireTestSession } from "./test-session.js";

const required = {
  clientId: "id",
  clientSecret: "secret",
  baseUrl: "https://app.gouv.test",
  sessionSecret: SECRET,
  logger: quiet,
};
const ROLES = { provider: "proconnect", scope: "openid email siret roles" };

/** What is wrong, as JavaScript would be told. */
function problems(options: unknown): readonly string[] {
  try {
    readSettings(options as Parameters<typeof readSettings>[0], {});
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}
const wrongWith = (options: object): string => problems({ ...required, ...options }).join("\n");

describe("authorize", () => {
  test.each<[string, unknown, string]>([
    [
      "a misspelt list",
      { siret: ["21920023500014"] },
      "authorize.siret is unknown: perhaps sirets was meant",
    ],
    ["no list at all", {}, "must be a function, or an object with sirets, emailDomains or roles"],
    ["a list of nothing", [], "must be a function"],
    ["a list outright", ["21920023500014"], "must be a function"],
    ["undefined", undefined, "Option authorize is undefined: leave it out, or it must be a function"],
    ["null", null, "must be a function"],
    ["true", true, "must be a function"],
    ["a text", "21920023500014", "must be a function"],
    ["an undefined list", { sirets: undefined }, "Option authorize.sirets is undefined: leave it out"],
    ["an undefined list beside one", { roles: ["a"], sirets: undefined }, "authorize.sirets is undefined"],
    ["undefined domains", { emailDomains: undefined }, "authorize.emailDomains is undefined"],
    [
      "undefined domains beside a list",
      { roles: ["a"], emailDomains: undefined },
      "emailDomains is undefined",
    ],
    [
      "undefined roles beside a list",
      { emailDomains: ["a.example"], roles: undefined },
      "roles is undefined",
    ],
    ["a list that is null", { emailDomains: null }, "authorize.emailDomains must be a list"],
    ["an empty list", { emailDomains: [] }, "authorize.emailDomains must be a list"],
    ["an empty list of SIRETs", { sirets: [] }, "authorize.sirets must be a list"],
    ["an empty list of roles", { roles: [] }, "authorize.roles must be a list"],
    ["a text in place of a list", { sirets: "21920023500014" }, "authorize.sirets must be a list"],
    ["a text in place of domains", { emailDomains: "a.example" }, "authorize.emailDomains must be a list"],
    ["a hole", { emailDomains: ["a.example", undefined] }, "authorize.emailDomains must be a list"],
    ["a number", { sirets: [21920023500014] }, "authorize.sirets must be a list"],
    ["an empty entry", { roles: ["agent_public", " "] }, "authorize.roles must be a list"],
    ["a SIRET that is none", { sirets: ["21920023500015"] }, "checksum"],
    ["a SIREN", { sirets: ["219200235"] }, "14 digits"],
    ["a domain with an @", { emailDomains: ["@mairie.example"] }, "without an @"],
    ["an e-mail", { emailDomains: ["jean@mairie.example"] }, "without an @"],
    ["a pattern", { emailDomains: ["*.gouv.fr"] }, "must name each domain"],
    ["an address", { emailDomains: ["https://mairie.example"] }, "must be a list of domains"],
    ["a list that is inherited", Object.create({ sirets: [] }), "must be an object with sirets"],
  ])("%s is refused", (_what, authorize, message) => {
    expect(wrongWith({ ...ROLES, authorize })).toContain(message);
  });

  test("several mistakes are told at once", () => {
    expect(
      wrongWith({ authorize: { siret: ["x"], emailDomains: ["@a"], roles: [] } }).split("\n"),
    ).toHaveLength(3);
  });

  test("a scope that only holds the name of the right one gives no roles", () => {
    const scope = "openid email siret organization_roles";
    expect(wrongWith({ provider: "proconnect", scope, authorize: { roles: ["agent_public"] } })).toContain(
      "authorize.roles needs the scope roles",
    );
  });

  test("roles are refused where none can come", () => {
    expect(wrongWith({ authorize: { roles: ["agent_public"] } })).toContain("moncomptepro gives no roles");
    expect(wrongWith({ provider: "proconnect", authorize: { roles: ["agent_public"] } })).toContain(
      "authorize.roles needs the scope roles",
    );
    expect(wrongWith({ ...ROLES, authorize: { roles: ["agent_public"] } })).toBe("");
  });

  test("what is given is copied: changing it afterwards lets no person in", () => {
    const authorize = { sirets: ["219 200 235\u00a000014"], emailDomains: ["Mairie.Example "] };
    const { hooks } = readSettings({ ...required, authorize }, {});
    authorize.sirets.push("13002526500013");
    Object.assign(authorize, { sirets: undefined });
    expect(hooks.authorize).toEqual({ sirets: ["21920023500014"], emailDomains: ["mairie.example"] });
  });
});

describe("createAuth", () => {
  test.each<[string, object, string]>([
    ["onLogin that is undefined", { onLogin: undefined }, "Option onLogin is undefined"],
    ["onLogin that is null", { onLogin: null }, "Option onLogin must be a function"],
    ["a misspelt member of session", { session: { idel: 60 } }, "session.idel is unknown: perhaps idle"],
    ["no whole time", { session: { idle: 1.5, absolute: Number.NaN } }, "session.absolute must be"],
    ["a store that is none", { session: { store: {} } }, "session.store is a store without"],
    ["session that is a text", { session: "1h" }, "session must be an object with idle, absolute, store"],
    ["a logger that is none", { logger: { warn: () => undefined } }, "logger is a logger without"],
    ["a text in place of parameters", { allowLoginParameters: "prompt" }, "must be a list"],
    ["a text in place of claims", { keepClaims: "siret" }, "must be a list"],
    ["an empty claim", { keepClaims: [""] }, "names of claims"],
    ["a provider that is null", { provider: null }, "must be the name of a provider"],
  ])("%s is refused", (_what, options, message) => {
    expect(wrongWith(options)).toContain(message);
  });

  test("what restricts nothing may be undefined", () => {
    const nothing = ["path", "afterLogout", "logger", "session", "fetch", "onLogout", "errorPage", "scope"];
    const undefineds = Object.fromEntries(nothing.map((name) => [name, undefined]));
    expect(problems({ ...required, ...undefineds, session: { store: undefined } })).toEqual([]);
  });

  test.each([null, "text", 7, [], new Map(), Object.create(required)])("%s are no options", (options) => {
    expect(problems(options).join()).toMatch(/must be an object|is missing/);
  });

  const all = {
    createAuth,
    createExpressAuth,
    createFastifyAuth,
    createHonoAuth,
    createNextAuth,
    createNodeAuth,
  };
  test.each(Object.entries(all))("%s refuses options that are undefined", (_name, create) => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) process.env[name] = value;
    try {
      expect(() => create()).not.toThrow();
      expect(() => (create as (...given: unknown[]) => unknown)(undefined)).toThrow(/must be an object/);
      expect(() => (create as (...given: unknown[]) => unknown)({}, { authorize: {} })).toThrow(/one object/);
    } finally {
      for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
    }
  });
});

const ENVIRONMENT = {
  MONCOMPTEPRO_CLIENT_ID: "id",
  MONCOMPTEPRO_CLIENT_SECRET: "secret",
  MONCOMPTEPRO_BASE_URL: "https://app.gouv.test",
  MONCOMPTEPRO_SESSION_SECRET: SECRET,
};

describe("a profile of the application's own", () => {
  test.each(Object.values(profiles))("$id would be accepted as one", (profile) => {
    expect(wrongWith({ provider: profile, ...decryptionKeyFor(profile) })).toBe("");
  });

  const optional = [
    "productionNotice",
    "organizationChange",
    "refusals",
    "introspection",
    "access",
    "mistakenHosts",
    "endedSession",
  ];
  test.each(Object.keys(moncomptepro).filter((name) => !optional.includes(name)))(
    "without %s is refused",
    (name) => {
      const { [name]: _left, ...rest } = moncomptepro as unknown as Record<string, unknown>;
      expect(wrongWith({ provider: rest })).toContain(`provider.${name} is missing`);
    },
  );

  test.each<[string, object, string]>([
    ["an unknown member", { ...proconnect, pcke: "required" }, "provider.pcke is unknown: perhaps pkce"],
    [
      "an unknown rule",
      { ...proconnect, pkce: "maybe" },
      "provider.pkce must be required or optional or forbidden",
    ],
    [
      "a recency that is unknown",
      { ...proconnect, recency: "sometimes" },
      "provider.recency must be auth_time or max_age or unprovable",
    ],
    [
      "levels without what can be forged",
      { ...proconnect, acr: { ...proconnect.acr, forgeable: undefined } },
      "provider.acr.forgeable",
    ],
    [
      "an environment without an issuer",
      { ...proconnect, environments: { production: {} } },
      "issuer is missing",
    ],
    ["nothing but a name", { id: "own" }, "provider.toUser is missing"],
    ["an empty object", {}, "provider.id is missing"],
  ])("with %s is refused", (_what, provider, message) => {
    expect(wrongWith({ provider })).toContain(message);
  });
});

describe("other public entries", () => {
  test.each<[unknown, string]>([
    [{ prefx: "a:" }, "prefx is unknown: perhaps prefix was meant"],
    [{ timeout: Number.NaN }, "timeout must be"],
    [{ timeout: 0 }, "timeout must be"],
    [{ timeout: 60_001 }, "timeout must be"],
    [null, "must be an object with prefix, timeout"],
  ])("redisStore refuses %j", (options, message) => {
    expect(() => readRedisStoreOptions(options)).toThrow(message);
    expect(readRedisStoreOptions({ prefix: "", timeout: undefined })).toEqual({ prefix: "" });
  });

  test.each<[unknown, unknown, string]>([
    [{}, {}, "sub is missing"],
    [{ sub: "" }, {}, "sub must be"],
    [undefined, {}, "sub is missing"],
    [{ sub: "1" }, { dta: {} }, "dta is unknown: perhaps data was meant"],
  ])("createTestSession refuses %j with %j", (user, content, message) => {
    expect(() => requireTestSession(user, content)).toThrow(message);
    expect(() => requireTestSession({ sub: "1" }, { data: undefined })).not.toThrow();
  });

  test.each<[unknown, RegExp]>([
    [undefined, /: issuer is missing.*; sub is missing/],
    [null, /: issuer is missing.*; sub is missing/],
    [{}, /: issuer is missing.*; sub is missing/],
    [{ issuer: "a" }, /: sub is missing/],
    [{ issuer: "a", sub: "" }, /: sub must be/],
    [{ sub: "1" }, /: issuer is missing/],
    [{ issuer: "", sub: "1" }, /: issuer must be/],
    [{ iss: "a", sub: "1" }, /: issuer is missing/],
    [{ issuer: "a", sub: "1" }, /: expected a user of/],
  ])("logoutEverywhere refuses %j", async (user, message) => {
    const auth = createAuth(required);
    const refusal = expect(auth.logoutEverywhere(user as { issuer: string; sub: string })).rejects;
    await refusal.toMatchObject({ code: "parameter_refused", message: expect.stringMatching(message) });
  });
});
