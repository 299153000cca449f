import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { FALSE_ANSWERS } from "@moncomptepro/test-kit/lies/authorization-response";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import {
  createVerifier,
  SettingsError,
  verifyLogin,
  type ProviderOptions,
  type StartedLogin,
  type Verifier,
} from "../verify.js";

const REDIRECT_URI = "https://app.example/callback";
let hostile: HostileProvider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  hostile.answers = hostile.honest();
});

const meet = (options: ProviderOptions = {}): Verifier => {
  const { clientId, clientSecret, issuer } = hostile;
  return createVerifier({ clientId, clientSecret, issuer, logger: quiet, ...options });
};

const code = (verifying: Promise<unknown>): Promise<unknown> =>
  verifying.then(
    () => "verified",
    (error: { code?: string }) => error.code ?? error,
  );

/** Begins a login and follows it to the provider, which notes the nonce. */
async function begin(verifier: Verifier, wishes: object = {}): Promise<StartedLogin> {
  const { location, started } = await verifier.startLogin({ redirectUri: REDIRECT_URI, ...wishes });
  hostile.nonce = new URL(location).searchParams.get("nonce") ?? "";
  // As an application keeps it.
  return JSON.parse(JSON.stringify(started)) as StartedLogin;
}

const answer = ({ state }: StartedLogin, change: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({ code: "the-code", state, iss: hostile.issuer, ...change });

test("the settings are those of createAuth(), and no other variable of it counts", async () => {
  const { clientId, clientSecret, issuer } = hostile;
  const own = { clientId, clientSecret, issuer, logger: quiet };
  vi.stubEnv("MONCOMPTEPRO_CLIENT_AUTHENTICATION", "client_secret_basic");
  vi.stubEnv("MONCOMPTEPRO_SESSION_SECRET", '"in quotes"');
  const verifier = createVerifier(own);
  vi.unstubAllEnvs();
  const started = await begin(verifier);
  await verifier.finishLogin(answer(started), started);
  expect(hostile.tokenRequests.at(-1)?.has("client_secret")).toBe(false);

  expect(() => createVerifier({ ...own, scope: "openid email" })).toThrow("gives no siret");
  vi.stubEnv("MONCOMPTEPRO_ISSUER", `"${issuer}"`);
  expect(() => createVerifier({ clientId, clientSecret })).toThrow("has quotes around it");
  expect(() => createVerifier(own)).not.toThrow();
  vi.unstubAllEnvs();
});

// The checks themselves are tested where they are: here, that each of them is made.
describe("a login from the redirect to the person", () => {
  test("asks and finishes with state, nonce and PKCE of its own", async () => {
    const verifier = meet();
    const { location, started } = await verifier.startLogin({
      redirectUri: REDIRECT_URI,
      loginHint: "a@b.fr",
    });
    const asked = new URL(location).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: hostile.clientId,
      redirect_uri: REDIRECT_URI,
      state: started.state,
      nonce: started.nonce,
      code_challenge_method: "S256",
      login_hint: "a@b.fr",
    });
    hostile.nonce = started.nonce;
    const { user, tokens } = await verifier.finishLogin(answer(started), started);
    expect(user).toMatchObject({ sub: "154", organization: { siret: "21920023500014" } });
    expect(tokens.accessToken).toBe(hostile.accessToken);
    expect(hostile.tokenRequests.at(-1)?.get("code_verifier")).toBe(started.verifier);
  });

  test.each([undefined, null])("is over where the application kept nothing of it: %s", async (started) => {
    const finishing = meet().finishLogin(
      new URLSearchParams({ code: "c", state: "s" }),
      started as undefined,
    );
    await expect(finishing).rejects.toMatchObject({ code: "login_expired", status: 400 });
  });

  test.each(named(LOGIN_LIES.flatMap(([, lies]) => lies.slice(0, 2))))(
    "refuses: %s",
    async (_name, { answers, code: expected }) => {
      const verifier = meet();
      const started = await begin(verifier);
      Object.assign(hostile.answers, await answers(hostile));
      expect(await code(verifier.finishLogin(answer(started), started))).toBe(expected);
    },
  );

  test.each(named(FALSE_ANSWERS.slice(0, 3)))(
    "refuses the false answer: %s",
    async (_name, { parameters }) => {
      const verifier = meet();
      const started = await begin(verifier);
      const response = answer(started);
      for (const [name, value] of Object.entries(parameters)) {
        response.delete(name);
        for (const each of [value ?? []].flat()) response.append(name, each);
      }
      expect(await code(verifier.finishLogin(response, started))).not.toBe("verified");
    },
  );

  test("refuses one that was started more than an hour ago, and one of which a part got lost", async () => {
    const verifier = meet();
    const started = await begin(verifier);
    const old = { ...started, startedAt: started.startedAt - 3700 };
    expect(await code(verifier.finishLogin(answer(started), old))).toBe("login_expired");
    const { nonce: _, ...rest } = started;
    expect(await code(verifier.finishLogin(answer(started), rest as StartedLogin))).toBe("parameter_refused");
  });
});

describe("tokens that another library received", () => {
  const idToken = (claims: object = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const { issuer: iss, clientId: aud } = hostile;
    return hostile.sign({ iss, aud, sub: "154", iat: now, exp: now + 60, nonce: "the-nonce", ...claims });
  };
  const received = async (claims?: object) => ({
    tokens: { idToken: await idToken(claims), accessToken: hostile.accessToken },
    nonce: "the-nonce",
  });

  test("give a person, and a level only where it was asked for", async () => {
    const verifier = meet();
    const login = await received({ acr: "eidas1-mfa" });
    const { user } = await verifier.verifyLogin(login);
    expect(user.authentication).toMatchObject({ acr: "eidas1-mfa", acrProven: false });
    const proven = await verifier.verifyLogin({ ...login, acr: ["eidas1-mfa"] });
    expect(proven.user.authentication).toMatchObject({ acr: "eidas1-mfa", acrProven: true });
    expect(await code(verifier.verifyLogin({ ...login, acr: ["eidas0-mfa"] }))).toBe("acr_not_reached");
  });

  test("are verified in one call too", async () => {
    const { clientId, clientSecret, issuer } = hostile;
    const options = { clientId, clientSecret, issuer, logger: quiet };
    const { user } = await verifyLogin(await received(), options);
    expect(user).toMatchObject({ sub: "154", organization: { siret: "21920023500014" } });
    const login = { ...(await received()), nonce: "another" };
    expect(await code(verifyLogin(login, options))).toBe("id_token_invalid");
    await expect(verifyLogin(login, { ...options, issuer: "none" })).rejects.toThrow(SettingsError);
  });

  test("are refused with another nonce, a lost one, and a level that a browser can forge", async () => {
    const verifier = meet();
    const login = await received({ acr: "eidas1" });
    expect(await code(verifier.verifyLogin({ ...login, nonce: "another" }))).toBe("id_token_invalid");
    const { nonce: _, ...lost } = login;
    expect(await code(verifier.verifyLogin(lost as typeof login))).toBe("parameter_refused");
    expect(await code(verifier.verifyLogin({ ...login, acr: ["eidas1"] }))).toBe("parameter_refused");
    expect(await code(verifier.verifyLogin({ ...login, ACR: ["eidas1-mfa"] } as typeof login))).toBe(
      "parameter_refused",
    );
  });
});

test("one verifier asks for the provider’s documents once", async () => {
  const verifier = meet();
  hostile.requests.length = 0;
  for (let login = 0; login < 2; login += 1) {
    const started = await begin(verifier);
    await verifier.finishLogin(answer(started), started);
  }
  expect(hostile.requests.filter((path) => path.includes("well-known") || path === "/jwks")).toHaveLength(2);
});

test("the address of the logout shows the ID token where the provider wants it", async () => {
  const way = { postLogoutRedirectUri: "https://app.example/", idToken: "the-id-token", state: "the-state" };
  const moncomptepro = new URL((await meet().logoutUrl(way)) ?? "");
  expect(Object.fromEntries(moncomptepro.searchParams)).toEqual({
    client_id: hostile.clientId,
    post_logout_redirect_uri: "https://app.example/",
    state: "the-state",
  });
  const proconnect = new URL((await meet({ provider: "proconnect" }).logoutUrl(way)) ?? "");
  expect(proconnect.searchParams.get("id_token_hint")).toBe("the-id-token");
});

test("mistakes in the settings are reported at once, and variables for sessions and routes are none", () => {
  expect(() => createVerifier({ provider: "moncomptpro" as "moncomptepro" })).toThrow(
    /MONCOMPTEPRO_CLIENT_ID[^]*moncomptpro/,
  );
  expect(() => createVerifier({ baseUrl: "https://app.example" } as ProviderOptions)).toThrow(
    /option baseUrl\) is unknown/,
  );
  process.env["MONCOMPTEPRO_SESSION_SECRET"] = "a secret of an application with sessions of ours";
  expect(() => meet()).not.toThrow();
  delete process.env["MONCOMPTEPRO_SESSION_SECRET"];
});
