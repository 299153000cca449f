import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import {
  Browser,
  comeBack,
  createApplication,
  errorCode,
  quiet,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, AuthOptions, LoginOptions } from "../index.js";

const SIRET = "21920023500014";
const LONGEST_EMAIL = `${"a".repeat(254 - "@mairie.example".length)}@mairie.example`;
const ALL = ["prompt", "login_hint", "siret_hint", "acr_values"] as const;

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
/** What went to the log, of the levels that are read. */
const lines: unknown[] = [];

const create = (options: AuthOptions = {}): void => {
  const keep = (message: string, details?: object): void => void lines.push([message, details]);
  const logger = { ...quiet, warn: keep, error: keep };
  auth = createApplication(provider, { allowLoginParameters: ALL, logger, ...options });
  browser = new Browser(auth);
};

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  lines.splice(0);
  provider.answers = provider.honest();
  create();
});

test.each([
  ["selectOrganization", "select_organization"],
  ["updateUserinfo", "update_userinfo"],
] as const)("auth.%s() asks for prompt=%s", async (method, prompt) => {
  const response = await auth[method]();
  expect(new URL(response.headers.get("location") ?? "").searchParams.get("prompt")).toBe(prompt);
});

test("each login has a state and a nonce of its own", async () => {
  const [one, other] = [await start(browser), await start(browser)];
  for (const name of ["state", "nonce", "code_challenge"]) expect(one.get(name)).not.toBe(other.get(name));
});

test("a provider that refuses PKCE is not asked for it", async () => {
  create({ provider: { ...moncomptepro, pkce: "forbidden" } });
  const asked = await start(browser);
  expect([asked.has("code_challenge"), asked.has("code_challenge_method")]).toEqual([false, false]);
});

test("a login at no age at all refuses an authentication of a minute ago", async () => {
  const response = await auth.login({ maxAge: 0 });
  browser.keep(response.headers.getSetCookie());
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  expect(asked.get("prompt")).toBe("login");
  provider.nonce = asked.get("nonce") ?? "";
  const time = Math.floor(Date.now() / 1000) - 60;
  provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: time });
  expect(await errorCode(await comeBack(browser, asked, provider))).toBe("authentication_too_old");
});

test.each<[string, LoginOptions, string]>([
  ["a parameter", { identityProviderHint: "x" }, "moncomptepro does not know the parameter idp_hint"],
  ["a prompt", { prompt: "select_account" }, "moncomptepro does not know prompt=select_account"],
  ["two prompts together", { prompt: "login consent" }, "moncomptepro does not know prompt=login consent"],
])("%s that the provider does not know is never sent", async (_what, options, hint) => {
  const refused = await auth.login(options);
  expect([refused.status, await errorCode(refused)]).toEqual([500, "parameter_refused"]);
  expect(JSON.stringify(lines)).toContain(hint);
});

describe("a link to the login route", () => {
  test.each<[string, string, string | null]>([
    ["login_hint", LONGEST_EMAIL, LONGEST_EMAIL],
    ["login_hint", `a${LONGEST_EMAIL}`, null],
    ["siret_hint", SIRET, SIRET],
    ["siret_hint", "219 200\u00a0235 00014", SIRET],
    ["login_hint", " jean@mairie.example", "jean@mairie.example"],
    ["login_hint", "jean", null],
    ["login_hint", "jean@mairie.example, lea@mairie.example", null],
    ["siret_hint", "219 200\u202f235\u00a000014", SIRET],
    ["siret_hint", "21920023500015", null],
    ["siret_hint", `${SIRET}0`, null],
    ["siret_hint", "2192002350001A", null],
    ["siret_hint", `${SIRET}${" ".repeat(5000)}x`, null],
    ["acr_values", "eidas1 eidas1-mfa", "eidas1 eidas1-mfa"],
    ["acr_values", Array.from({ length: 10 }, () => "eidas1").join(" "), "eidas1 ".repeat(10).trim()],
    ["acr_values", "eidas1 ".repeat(11), null],
    ["acr_values", " eidas1  eidas1-mfa ", "eidas1 eidas1-mfa"],
    ["acr_values", "e".repeat(129), null],
    ["acr_values", " ", null],
    ["prompt", "p".repeat(129), null],
  ])("%s=%s", async (name, value, asked) => {
    const parameters = await start(
      browser,
      `/auth/login?${new URLSearchParams({ [name]: value }).toString()}`,
    );
    expect(parameters.get(name)).toBe(asked);
    const line = [
      "A parameter of a link to the login was ignored: it is malformed, unknown or too long.",
      expect.objectContaining({ name }),
    ];
    expect(lines).toEqual(asked === null ? [line] : []);
  });

  test.each<[string, string | null]>([
    ["71144ab3-ee1a-4401-b7b3-79b44f7daeeb", "71144ab3-ee1a-4401-b7b3-79b44f7daeeb"],
    ["i".repeat(129), null],
    ["two words", null],
  ])("idp_hint=%s", async (value, asked) => {
    create({ provider: "proconnect", allowLoginParameters: ["idp_hint"] });
    const parameters = await start(browser, `/auth/login?idp_hint=${encodeURIComponent(value)}`);
    expect(parameters.get("idp_hint")).toBe(asked);
  });

  test("several beyond their bounds are named one by one, and the rest goes on", async () => {
    const parameters = { siret_hint: "1", login_hint: "x".repeat(300), acr_values: "eidas1-mfa" };
    const asked = await start(browser, `/auth/login?${new URLSearchParams(parameters).toString()}`);
    expect(asked.get("acr_values")).toBe("eidas1-mfa");
    expect(lines.map((line) => (line as [string, object])[1])).toEqual([
      expect.objectContaining({ name: "login_hint" }),
      expect.objectContaining({ name: "siret_hint" }),
    ]);
    expect(JSON.stringify(lines)).not.toContain("xxx");
  });
});

describe("auth.login()", () => {
  test.each<[string, object, string]>([
    [
      "a long e-mail",
      { loginHint: `a${LONGEST_EMAIL}` },
      "loginHint must be an e-mail of at most 254 characters",
    ],
    ["a hint that is no text", { loginHint: ["a@b.example"] }, "loginHint must be"],
    ["no e-mail", { loginHint: "jean" }, "loginHint must be an e-mail"],
    ["a SIRET with a wrong check digit", { siretHint: "21920023500015" }, "siretHint must be a SIRET"],
    ["no SIRET", { siretHint: "2192002350001" }, "siretHint must be a SIRET"],
    ["a SIRET that is a number", { siretHint: 21920023500014 }, "siretHint must be a SIRET"],
    ["a long identity provider", { identityProviderHint: "i".repeat(129) }, "identityProviderHint must be"],
    ["an empty list of wishes", { acrValues: [] }, "acrValues must be a list"],
    ["wishes as a text", { acrValues: "eidas1" }, "acrValues must be a list"],
    ["a wish of two words", { acrValues: ["eidas1 eidas2"] }, "acrValues must be a list"],
    ["a long prompt", { prompt: "p".repeat(129) }, "prompt is too long"],
    ["levels that are undefined", { acr: undefined }, "acr is undefined: leave it out"],
    ["levels that are none", { acr: [] }, "acr must be a list of levels that is not empty"],
    ["levels as a text", { acr: "eidas1-mfa" }, "acr must be a list"],
    ["a time that is undefined", { maxAge: undefined }, "maxAge is undefined"],
    ["a time that is none", { maxAge: Number.NaN }, "maxAge must be"],
    ["a time before now", { maxAge: -1 }, "maxAge must be 0 seconds or more"],
    ["a time that is a text", { maxAge: "60" }, "maxAge must be a number"],
    ["a misspelt restriction", { max_age: 60 }, "max_age is unknown: perhaps maxAge was meant"],
    ["a misspelt hint", { loginhint: "a@b.example" }, "loginhint is unknown: perhaps loginHint was meant"],
    [
      "several mistakes",
      { acr: [], prompts: "login" },
      "acr must be a list of levels that is not empty; prompts is",
    ],
  ])("%s is refused, and the log says why", async (_what, options, hint) => {
    const refused = await auth.login(options);
    expect([refused.status, await errorCode(refused)]).toEqual([500, "parameter_refused"]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(lines).toEqual([
      [
        "Answered parameter_refused.",
        expect.objectContaining({ status: 500, hint: expect.stringContaining(`auth.login(): ${hint}`) }),
      ],
    ]);
  });

  test("what restricts nothing may be undefined or empty", async () => {
    const names = [
      "request",
      "returnTo",
      "prompt",
      "loginHint",
      "siretHint",
      "identityProviderHint",
      "acrValues",
    ];
    const undefineds = Object.fromEntries(names.map((name) => [name, undefined])) as LoginOptions;
    expect((await auth.login(undefineds)).status).toBe(303);
    const empty = await auth.login({ prompt: "", loginHint: "", siretHint: "" });
    const asked = new URL(empty.headers.get("location") ?? "").searchParams;
    expect([asked.has("prompt"), asked.has("login_hint"), asked.has("siret_hint")]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("a SIRET goes to the provider without white space, where it would never match", async () => {
    const response = await auth.login({ siretHint: "219 200 235 00014" });
    expect(new URL(response.headers.get("location") ?? "").searchParams.get("siret_hint")).toBe(SIRET);
  });

  test("selectOrganization and updateUserinfo refuse a misspelt option too", async () => {
    for (const method of ["selectOrganization", "updateUserinfo"] as const) {
      // oxlint-disable-next-line no-await-in-loop -- two
      const refused = await auth[method]({ retrunTo: "/" } as object);
      expect(refused.status).toBe(500);
    }
    expect(JSON.stringify(lines)).toContain("retrunTo is unknown: perhaps returnTo was meant");
  });
});

test("ten tabs with the longest hints all come back: none takes the cookie of another", async () => {
  const hints = { login_hint: LONGEST_EMAIL, siret_hint: SIRET, acr_values: "eidas1 ".repeat(10).trim() };
  const query = new URLSearchParams({ prompt: "select_organization", returnTo: "/dossiers", ...hints });
  const tabs: URLSearchParams[] = [];
  for (let tab = 0; tab < 10; tab += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one browser
    tabs.push(await start(browser, `/auth/login?${query.toString()}`));
  }
  expect([...browser.cookies].join("").length).toBeLessThanOrEqual(4096);
  for (const asked of tabs) {
    provider.nonce = asked.get("nonce") ?? "";
    // oxlint-disable-next-line no-await-in-loop -- one browser
    const back = await comeBack(browser, asked, provider);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/dossiers"]);
  }
});
