import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKey, startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { meetProvider } from "../../test/provider.js";
import type { Provider } from "./provider.js";
import type { JwtRules } from "./verify-jwt.js";

/** Claims in place of the honest ones; undefined leaves one out. */
type Change = Record<string, unknown>;

/** Each rule on its own, without the checks that openid-client makes before ours. */
const RULES: JwtRules = { invalid: "logout_token_invalid", algorithms: ["RS256"], required: ["jti"] };

let hostile: HostileProvider;
let provider: Provider;

beforeAll(async () => {
  hostile = await startHostileProvider();
  hostile.keys.push(await makeKey("ES256", "curve"), await makeKey("PS256", "padded"));
});
afterAll(() => hostile.stop());
beforeEach(() => {
  provider = meetProvider(hostile);
});

const now = (): number => Math.floor(Date.now() / 1000);
const honest = (): Change => ({ iss: hostile.issuer, aud: hostile.clientId, jti: "1" });

const outcome = (jwt: string, rules = RULES, at = provider): Promise<unknown> =>
  at.verify(jwt, rules).then(
    () => "verified",
    (error: { code?: string }) => error.code,
  );
const sign = (change: Change, header: Record<string, unknown> = {}): Promise<string> =>
  hostile.sign({ ...honest(), ...change }, undefined, header);

describe("claims", () => {
  test.each<[string, Change, string?]>([
    ["nothing but what is required", {}, "verified"],
    ["another issuer", { iss: "https://other.example" }],
    ["no issuer", { iss: undefined }],
    ["another audience", { aud: "other" }],
    ["no audience", { aud: undefined }],
    ["an audience without members", { aud: [] }],
    ["this client among others", { aud: ["other", "application"] }, "verified"],
    ["a claim that is required and missing", { jti: undefined }],
    ["expired 40 s ago", { exp: now() - 40 }],
    ["expired 20 s ago, which may be the clocks", { exp: now() - 20 }, "verified"],
    ["valid in 40 s", { nbf: now() + 40 }],
    ["valid in 15 s, which may be the clocks", { nbf: now() + 15 }, "verified"],
    ["an iat that is no number", { iat: "1" }],
  ])("%s", async (_name, change, expected = "logout_token_invalid") => {
    expect(await outcome(await sign(change))).toBe(expected);
  });
});

describe("algorithms", () => {
  test.each([
    ["RS256", 0],
    ["ES256", 1],
    ["PS256", 2],
  ])("%s, by a key of the provider, only where the rules name it", async (algorithm, index) => {
    const jwt = await hostile.sign(honest(), hostile.keys[index]);
    for (const each of ["RS256", "ES256", "PS256", "HS256"]) {
      const expected = each === algorithm ? "verified" : "logout_token_invalid";
      expect(await outcome(jwt, { ...RULES, algorithms: [each] })).toBe(expected);
    }
    expect(await outcome(jwt, { ...RULES, algorithms: [] })).toBe("logout_token_invalid");
    expect(await outcome(jwt, { ...RULES, algorithms: ["HS256", algorithm] })).toBe("verified");
  });

  test("HS256 with the client secret only where the rules name it", async () => {
    const secret = new TextEncoder().encode(hostile.clientSecret);
    const jwt = await new SignJWT(honest()).setProtectedHeader({ alg: "HS256" }).sign(secret);
    expect(await outcome(jwt)).toBe("logout_token_invalid");
    expect(await outcome(jwt, { ...RULES, algorithms: ["HS256"] })).toBe("verified");
    const another = meetProvider(hostile, { clientSecret: "another secret" });
    expect(await outcome(jwt, { ...RULES, algorithms: ["HS256"] }, another)).toBe("logout_token_invalid");
    const changing = meetProvider(hostile, { clientSecret: async () => hostile.clientSecret });
    expect(await outcome(jwt, { ...RULES, algorithms: ["HS256"] }, changing)).toBe("verified");
  });

  test("none is no algorithm, even where the rules name it", async () => {
    const [, payload = ""] = (await sign({})).split(".");
    const jwt = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    expect(await outcome(jwt)).toBe("logout_token_invalid");
    expect(await outcome(jwt, { ...RULES, algorithms: ["none"] })).toBe("logout_token_invalid");
  });

  test("an algorithm that is not accepted costs no look at the keys", async () => {
    hostile.requests.length = 0;
    await outcome(await hostile.sign(honest(), hostile.keys[1]));
    expect(hostile.requests).not.toContain("/jwks");
  });
});

describe("types", () => {
  test.each<[unknown, readonly string[] | undefined, string?]>([
    ["JWT", undefined, "verified"],
    ["application/jwt", undefined, "verified"],
    ["logout+jwt", undefined],
    ["", undefined],
    [["jwt"], undefined],
    ["Logout+JWT", ["jwt", "logout+jwt"], "verified"],
    ["at+jwt", ["jwt", "logout+jwt"]],
  ])("%j among %j", async (typ, types, expected = "logout_token_invalid") => {
    expect(await outcome(await sign({}, { typ }), { ...RULES, ...(types && { types }) })).toBe(expected);
  });
});

test.each(["id_token_invalid", "userinfo_invalid", "logout_token_invalid"] as const)(
  "the rules say what an invalid JWT is called: %s",
  async (invalid) => {
    const foreign = await makeKey("RS256", "first");
    for (const jwt of ["", "a.b.c", await sign({ iss: "x" }), await hostile.sign(honest(), foreign)])
      expect(await outcome(jwt, { ...RULES, invalid })).toBe(invalid);
  },
);

test("a provider that is unwell is not an invalid JWT", async () => {
  hostile.answers.takeOver = (path, response) => path === "/jwks" && Boolean(response.destroy());
  expect(await outcome(await sign({}))).toBe("provider_unavailable");
  hostile.answers = hostile.honest();
});
