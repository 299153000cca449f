import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from "jose";
import { ClientSecretPost } from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser, type Screen } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";
import { REDIRECT_URI, RelyingParty, type LoginResult } from "../../test/relying-party.js";
import type { FaultName, FaultSettings } from "../index.js";
import { faultCatalogue } from "./fault-catalogue.js";
import { defaultEndpointOf } from "./fault-kind.js";

/** A fault of any name with settings, as a table holds them. */
type Armed = { [N in FaultName]: [name: N, settings?: FaultSettings[N]] }[FaultName];

const { mock, application } = await startFixture({
  clients: [
    { clientId: "one", clientSecret: "secret-one", redirectUris: [REDIRECT_URI] },
    { clientId: "two", clientSecret: "secret-two", redirectUris: [REDIRECT_URI] },
    {
      clientId: "signed",
      clientSecret: "secret-signed",
      redirectUris: [REDIRECT_URI],
      idTokenSignedResponseAlg: "ES256",
      userinfoSignedResponseAlg: "EdDSA",
    },
  ],
});

const arm = ([name, settings]: Armed): { readonly applied: number } => mock.fault(name, settings);

async function callback(person = "town-hall-agent", party = application): Promise<Screen> {
  const url = await mock.logIn(party.authorizationUrl(), person);
  return { url, left: true, status: 303, text: "", headers: new Headers() };
}
const logIn = async (person?: string, party = application): Promise<LoginResult> =>
  party.finish(await callback(person, party));

/** What openid-client says of it: the messages, and the claim or the member that was wrong. */
async function failureOf(login: Promise<unknown>): Promise<string> {
  let error: unknown = await login.then(
    () => new Error("none"),
    (reason: unknown) => reason,
  );
  const said: string[] = [];
  while (typeof error === "object" && error !== null) {
    const { message, claim, attribute, cause } = error as Error & Record<"claim" | "attribute", string>;
    said.push(message, claim, attribute);
    error = cause;
  }
  return said.filter(Boolean).join(", ");
}

describe("an ID token with a fault", () => {
  it.each<[...Armed, string]>([
    ["wrong_signature", {}, "signature verification failed"],
    ["unknown_key", {}, "error when selecting a JWT verification key"],
    ["wrong_iss", {}, "iss"],
    ["wrong_aud", {}, "aud"],
    ["wrong_nonce", {}, "nonce"],
    ["wrong_sub", {}, "sub"],
    ["expired", {}, "exp"],
    ["missing_claim", { claim: "nonce" }, "nonce"],
    ["missing_claim", { claim: "exp" }, "exp"],
    ["clock_shift", { seconds: -7200 }, "exp"],
  ])("%s %o is refused, once", async (...[name, settings, reason]) => {
    const fault = arm([name, settings] as Armed);
    expect(await failureOf(logIn())).toContain(reason);
    expect(fault.applied).toBe(1);
    expect(mock.faults).toEqual([]);
    expect((await logIn()).idToken.sub).toBe("101");
  });

  const inSeconds = (time: unknown): number => Number(time) - Date.now() / 1000;

  it.each<[...Armed, (claims: Record<string, unknown>) => void]>([
    ["iat_in_future", {}, ({ iat }) => expect(inSeconds(iat)).toBeCloseTo(86_400, -1)],
    ["iat_in_future", {}, ({ exp }) => expect(inSeconds(exp)).toBeCloseTo(90_000, -1)],
    ["lower_acr", {}, ({ acr }) => expect(acr).toBe("eidas0")],
    ["lower_acr", { acr: "other" }, ({ acr }) => expect(acr).toBe("other")],
    ["clock_shift", { seconds: 600 }, ({ iat }) => expect(inSeconds(iat)).toBeCloseTo(600, -1)],
    ["clock_shift", { seconds: 600 }, ({ exp }) => expect(inSeconds(exp)).toBeCloseTo(4200, -1)],
    ["wrong_sub", {}, ({ sub }) => expect(sub).toBe("999999")],
  ])("%s %o says so under a true signature", async (...[name, settings, check]) => {
    const { url } = await callback();
    arm([name, settings] as Armed);
    const answer = await application.token({ code: url.searchParams.get("code") ?? "" });
    const { id_token: idToken } = (await answer.json()) as { id_token: string };
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(await keys()), {
      currentDate: new Date(0),
    });
    check(payload);
  });

  it("clock_shift is in the Date header too", async () => {
    const { url } = await callback();
    mock.fault("clock_shift", { seconds: -7200 });
    const answer = await application.token({ code: url.searchParams.get("code") ?? "" });
    expect(inSeconds(Date.parse(answer.headers.get("date") ?? "") / 1000)).toBeCloseTo(-7200, -1);
  });

  it("is signed by the client’s own algorithm", async () => {
    const signed = await signedApplication();
    mock.fault("wrong_nonce", { client: "signed" });
    expect(await failureOf(logIn("town-hall-agent", signed))).toContain("nonce");
    mock.fault("unknown_key", { client: "signed" });
    expect(await failureOf(logIn("town-hall-agent", signed))).toContain("verification key");
  });

  it("can have several faults at once", async () => {
    const { url } = await callback();
    mock.fault("wrong_iss");
    mock.fault("wrong_aud");
    const answer = await application.token({ code: url.searchParams.get("code") ?? "" });
    const { id_token: idToken } = (await answer.json()) as { id_token: string };
    expect(decodeJwt(idToken)).toMatchObject({ iss: "https://other.example", aud: "other-client" });
  });
});

describe("userinfo with a fault", () => {
  it.each<[...Armed, object]>([
    ["wrong_sub", { endpoint: "userinfo" }, { sub: "999999" }],
    ["missing_claim", { claim: "email" }, { email: undefined }],
    ["missing_claim", { claim: "sub" }, { sub: undefined }],
    ["malformed_siret", {}, { siret: "2199000160001" }],
    ["malformed_siret", { siret: "21 99" }, { siret: "21 99" }],
  ])("%s %o says %o", async (...[name, settings, expected]) => {
    const { tokens } = await logIn();
    const read = async (): Promise<object> =>
      (await application.userinfo(tokens.access_token)).json() as never;
    const honest = await read();
    arm([name, settings] as Armed);
    expect({ ...honest, ...expected }).toEqual({ ...honest, ...(await read()), ...undefinedOf(expected) });
    expect(await read()).toEqual(honest);
  });

  it.each<[...Armed, string]>([
    ["wrong_signature", { endpoint: "userinfo" }, "signature"],
    ["unknown_key", { endpoint: "userinfo" }, "verification key"],
    ["wrong_iss", { endpoint: "userinfo" }, "iss"],
    ["wrong_aud", { endpoint: "userinfo" }, "aud"],
    ["expired", { endpoint: "userinfo" }, "exp"],
    ["wrong_sub", { endpoint: "userinfo" }, "sub"],
  ])("%s %o is refused where it is signed", async (...[name, settings, reason]) => {
    const signed = await signedApplication();
    arm([name, settings] as Armed);
    expect(await failureOf(logIn("town-hall-agent", signed))).toContain(reason);
    expect((await logIn("town-hall-agent", signed)).userinfo.sub).toBe("101");
  });

  it("says that it cannot have a wrong signature where nothing is signed", async () => {
    const { tokens } = await logIn();
    mock.fault("wrong_signature", { endpoint: "userinfo" });
    const answer = await application.userinfo(tokens.access_token);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      error: "mock_fault",
      error_description: expect.stringContaining("JSON"),
    });
  });
});

describe("the way through the browser with a fault", () => {
  it("access_denied answers at once, whatever the person", async () => {
    mock.fault("access_denied");
    const { url } = await callback();
    expect(Object.fromEntries(url.searchParams)).toEqual({
      error: "access_denied",
      error_description: "End-User aborted interaction",
      state: "state-1",
      iss: mock.issuer,
    });
    expect((await callback()).url.searchParams.has("code")).toBe(true);
  });

  it("access_denied for a person waits until it is known that it is them", async () => {
    const fault = mock.fault("access_denied", { person: "contractor" });
    expect((await callback("town-hall-agent")).url.searchParams.has("code")).toBe(true);
    expect(fault.applied).toBe(0);
    expect((await callback("contractor")).url.searchParams.get("error")).toBe("access_denied");
    expect(fault.applied).toBe(1);
  });

  it("access_denied for a person who is signed in waits too: another person may yet log in", async () => {
    const browser = new Browser(mock.url);
    await application.logIn(browser, "contractor");
    mock.fault("access_denied", { person: "contractor" });
    const again = { parameters: { prompt: "login" } };
    // A form that submits itself ends the session of the one before.
    const change = await application.logIn(browser, "town-hall-agent", again);
    const { url } = await browser.submit(change);
    expect(url.searchParams.has("code")).toBe(true);
    expect((await application.start(browser)).url.searchParams.has("code")).toBe(true);
  });

  it.each<[...Armed, string]>([
    ["wrong_iss", { endpoint: "authorization" }, "iss"],
    ["wrong_state", {}, "state"],
  ])("%s %o changes the answer", async (...[name, settings, parameter]) => {
    const honest = (await callback()).url.searchParams.get(parameter);
    arm([name, settings] as Armed);
    const screen = await callback();
    expect(screen.url.searchParams.get(parameter)).not.toBe(honest);
    expect(await failureOf(application.finish(screen))).toContain(parameter);
  });

  it("wrong_iss changes the discovery document", async () => {
    mock.fault("wrong_iss", { endpoint: "discovery" });
    expect(await failureOf(RelyingParty.discover(mock))).toContain("issuer");
    await RelyingParty.discover(mock);
  });
});

describe("key_rotation", () => {
  it("signs with keys that were not there when the login began, until a reset", async () => {
    const before = await keys();
    const { url } = await callback();
    mock.fault("key_rotation");
    expect(await keys()).toEqual(before);
    const { id_token: idToken } = (await (
      await application.token({ code: url.searchParams.get("code") ?? "" })
    ).json()) as { id_token: string };
    const { kid } = decodeProtectedHeader(idToken);
    expect(before.keys.map((key) => key.kid)).not.toContain(kid);
    await jwtVerify(idToken, createLocalJWKSet(await keys()));

    await mock.reset();
    expect(await keys()).toEqual(before);
    expect((await logIn()).idToken.sub).toBe("101");
  });
});

describe("a fault", () => {
  it("happens as often as times says", async () => {
    const fault = mock.fault("wrong_nonce", { times: 2 });
    expect(await failureOf(logIn())).toContain("nonce");
    expect(await failureOf(logIn())).toContain("nonce");
    expect(await failureOf(logIn())).toBe("none");
    expect(fault.applied).toBe(2);
  });

  it("goes on until a reset, or until faults are cleared", async () => {
    for (const end of [() => mock.reset(), () => mock.clearFaults()]) {
      mock.fault("wrong_nonce", { times: "unlimited" });
      for (let login = 0; login < 3; login += 1) expect(await failureOf(logIn())).toContain("nonce");
      await Promise.resolve(end());
      expect(mock.faults).toEqual([]);
      expect(await failureOf(logIn())).toBe("none");
    }
  });

  it("is only for its client", async () => {
    const other = await RelyingParty.discover(mock, { clientId: "two", ...secretOf("secret-two") });
    mock.fault("wrong_nonce", { client: "two" });
    expect(await failureOf(logIn())).toBe("none");
    expect(await failureOf(logIn("town-hall-agent", other))).toContain("nonce");
  });

  it("is only for its person, by id or by e-mail", async () => {
    for (const person of ["contractor", "hugo.moreau@exemple-conseil.example"]) {
      mock.fault("wrong_nonce", { person });
      expect(await failureOf(logIn("town-hall-agent"))).toBe("none");
      expect(await failureOf(logIn("contractor"))).toContain("nonce");
    }
  });

  it("waits for an answer that it can be in: an honest refusal is none", async () => {
    const fault = mock.fault("wrong_signature");
    expect((await application.token({ code: "nonsense" })).status).toBe(400);
    expect(fault.applied).toBe(0);
  });

  it.each<[string, unknown, unknown, string]>([
    [
      "a name that does not exist",
      "wrong_everything",
      {},
      `Known faults: ${Object.keys(faultCatalogue).join(", ")}.`,
    ],
    ["a name of Object", "constructor", {}, "Unknown fault"],
    ["a name that is no text", 7, {}, "Unknown fault 7"],
    ["settings that are none", "expired", [], "as an object"],
    ["an unknown setting", "expired", { clientt: "x" }, "Known settings: endpoint, times, client, person."],
    [
      "an endpoint that cannot have it",
      "expired",
      { endpoint: "jwks" },
      "token, userinfo, backchannel_logout",
    ],
    ["no endpoint", "slow_answer", {}, "discovery, jwks, authorization, interaction"],
    ["no claim", "missing_claim", {}, "claim must be a text"],
    ["no seconds", "down", {}, "seconds must be a number from 0 to 3600"],
    [
      "a status that is no error",
      "http_error",
      { endpoint: "token", status: 200 },
      "from 400 to 599, not 200",
    ],
    ["times that are none", "expired", { times: 0 }, 'above 0, or "unlimited", not 0'],
    ["a client that does not exist", "expired", { client: "three" }, "Known clients: one, two, signed."],
    ["a person who does not exist", "expired", { person: "me" }, "town-hall-agent"],
    [
      "a client where none is known",
      "http_error",
      { endpoint: "jwks", client: "one" },
      "names neither a client nor a person",
    ],
    ["a scope that it cannot have", "down", { seconds: 1, person: "contractor" }, "Known settings: seconds."],
  ])("with %s is refused", (_name, name, settings, message) => {
    expect(() => mock.fault(name as "expired", settings as never)).toThrow(message);
    expect(mock.faults).toEqual([]);
  });

  it("is checked by the types", () => {
    // @ts-expect-error -- an endpoint is needed
    expect(() => mock.fault("slow_answer")).toThrow("endpoint");
    // @ts-expect-error -- one that has an answer
    expect(() => mock.fault("slow_answer", { endpoint: "backchannel_logout" })).toThrow("endpoint");
    // @ts-expect-error -- a claim is needed
    expect(() => mock.fault("missing_claim", {})).toThrow("claim");
    // @ts-expect-error -- there is none
    expect(() => mock.fault("nonsense")).toThrow("Unknown fault");
  });

  it("of every name can be armed, and a reset forgets it", async () => {
    const needed = { endpoint: "token", claim: "email", seconds: 3 } as const;
    for (const [name, kind] of Object.entries(faultCatalogue)) {
      const settings = Object.entries(needed).filter(
        ([setting]) =>
          setting in (kind.settings ?? {}) ||
          (setting === "endpoint" && defaultEndpointOf(kind) === undefined && name !== "down"),
      );
      mock.fault(name as "expired", Object.fromEntries(settings) as never);
    }
    await mock.reset();
    expect(mock.faults).toEqual([]);
    expect(await failureOf(logIn())).toBe("none");
  });
});

async function keys(): Promise<JSONWebKeySet> {
  return (await fetch(`${mock.url}/oauth/jwks`)).json() as Promise<JSONWebKeySet>;
}

function secretOf(secret: string): { authentication: ReturnType<typeof ClientSecretPost> } {
  return { authentication: ClientSecretPost(secret) };
}

function undefinedOf(expected: object): object {
  return Object.fromEntries(Object.entries(expected).filter(([, value]) => value === undefined));
}

async function signedApplication(): Promise<RelyingParty> {
  return RelyingParty.discover(mock, {
    clientId: "signed",
    ...secretOf("secret-signed"),
    metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "EdDSA" },
  });
}
