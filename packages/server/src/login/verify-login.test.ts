import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPLICATION } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { FALSE_ANSWERS } from "@moncomptepro/test-kit/lies/authorization-response";
import { DISCOVERY_LIES } from "@moncomptepro/test-kit/lies/discovery";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import { KEYS_LIES } from "@moncomptepro/test-kit/lies/keys";
import { JSON_TYPE, send } from "@moncomptepro/test-kit/lies/lie";
import { meetProvider } from "../../test/provider.js";
import { AuthError } from "../errors.js";
import type { AuthOptions } from "../settings/options.js";
import type { Transaction } from "./transaction.js";
import { verifyLogin, type VerifiedLogin } from "./verify-login.js";

const REDIRECT_URI = `${APPLICATION}/auth/callback`;
const CODE = "the-code-of-the-answer";
const transaction: Transaction = {
  state: "the-state-of-the-login",
  nonce: "the-nonce-of-the-login",
  verifier: "the-verifier-of-the-login".padEnd(43, "0"),
  returnTo: "/",
  startedAt: 0,
  asked: {},
};

let hostile: HostileProvider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  hostile.answers = hostile.honest();
  hostile.nonce = transaction.nonce;
});

function verify(options: AuthOptions = {}, change: Record<string, string> = {}): Promise<VerifiedLogin> {
  const response = new URLSearchParams({
    code: CODE,
    state: transaction.state,
    iss: hostile.issuer,
    ...change,
  });
  return verifyLogin(response, transaction, REDIRECT_URI, meetProvider(hostile, options));
}

const refusal = (verifying: Promise<unknown>): Promise<unknown> =>
  verifying.then(
    () => "verified",
    (error: unknown) => error,
  );

/** Expects an error of ours that shows, however it is looked at, nothing of what went over the wire. */
function expectNoContent(error: unknown, sent: readonly string[]): void {
  expect(error).toBeInstanceOf(AuthError);
  const shown = [{ depth: 10 }, { depth: 10, showHidden: true }].map((options) => inspect(error, options));
  const all = [...shown, JSON.stringify(error), (error as AuthError).hint].join("\n");
  const { state: _, ...secrets } = transaction;
  const words = [
    CODE,
    secrets.nonce,
    secrets.verifier ?? "",
    hostile.clientSecret,
    hostile.accessToken,
    ...sent,
  ];
  for (const word of words) expect(all).not.toContain(word);
  // Whom the answers are about, and a text of the answers that are no JSON.
  for (const word of ["jean@", "21920023500014", "s3cr3t", "rawPacket"]) expect(all).not.toContain(word);
}

test("gives what was proved, and the tokens as they came", async () => {
  hostile.answers.idTokenClaims = (claims) => ({ ...claims, sid: "of-the-provider" });
  hostile.answers.tokenAnswer = (answer) => ({ ...answer, refresh_token: "refresh" });
  const login = await verify();
  expect(login).toMatchObject({
    user: { sub: "154", email: "jean@mairie.example", authentication: { acrProven: false } },
    issuer: hostile.issuer,
    sid: "of-the-provider",
    idTokenClaims: { nonce: transaction.nonce },
    userinfoClaims: { siret: "21920023500014" },
    tokens: { accessToken: hostile.accessToken, refreshToken: "refresh" },
  });
  expect(login.tokens.idToken.split(".").length).toBe(3);
});

test("the answer to another login is refused", async () => {
  hostile.tokenRequests.length = 0;
  const error = await refusal(verify({}, { state: "another" }));
  expect(error).toMatchObject({ code: "authorization_response_invalid" });
  expect(hostile.tokenRequests).toEqual([]);
});

describe.each<[string, AuthOptions]>([
  ["our own calls", {}],
  ["the option fetch", { fetch }],
])("an error carries nothing of what was received or sent: %s", (_way, options) => {
  test.each([
    ...LOGIN_LIES.flatMap(([, lies]) => named(lies)),
    ...named(DISCOVERY_LIES),
    ...named(KEYS_LIES),
  ])("%s", async (_name, { answers }) => {
    Object.assign(hostile.answers, await answers(hostile));
    const { idToken } = hostile.answers;
    const sent: string[] = [];
    hostile.answers.idToken = async (claims) => {
      const token = await idToken(claims);
      sent.push(
        token,
        ...token
          .split(".")
          .slice(1)
          .filter((part) => part.length > 20),
      );
      return token;
    };
    expectNoContent(await refusal(verify(options)), sent);
  });
});

test.each(named(FALSE_ANSWERS))(
  "an error carries nothing of a false answer: %s",
  async (_name, { parameters }) => {
    const single = Object.entries(parameters).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    const error = await refusal(verify({}, Object.fromEntries(single)));
    if (error !== "verified") expectNoContent(error, []);
  },
);

test("an e-mail in an error_description stays out of the log", async () => {
  const description =
    'The user jean@mairie.example (email="Jean.Dupont@Mairie.example") is blocked\r\nlogin_succeeded';
  const error = await refusal(verify({}, { error: "access_denied", error_description: description }));
  expect(error).toMatchObject({
    code: "access_denied",
    hint: 'the provider answered access_denied (The user [e-mail] (email="[e-mail]") is blocked??login_succeeded)',
  });
});

test("a provider that repeats the access token where it refuses it does not write it in the log", async () => {
  const challenge = `Bearer error="invalid_token", error_description="${hostile.accessToken} has expired"`;
  Object.assign(
    hostile.answers,
    send("/userinfo", 401, { ...JSON_TYPE, "www-authenticate": challenge }, "{}"),
  );
  const error = await refusal(verify());
  expectNoContent(error, []);
  expect(error).toMatchObject({ hint: "the userinfo endpoint answered 401: invalid_token" });
});

test("a refusal of the token endpoint is told in printable characters", async () => {
  const body = JSON.stringify({ error: "invalid_client\u001B[2J\nlogin_succeeded" });
  Object.assign(hostile.answers, send("/token", 400, JSON_TYPE, body));
  expect(await refusal(verify())).toMatchObject({
    hint: expect.stringMatching(/^the token endpoint answered 400 invalid_client\?\[2J\?login_succeeded: /),
  });
});

test("a client that is refused with a challenge is the client’s affair", async () => {
  const challenge = { ...JSON_TYPE, "www-authenticate": "Basic realm=x" };
  Object.assign(hostile.answers, send("/token", 401, challenge, '{"error":"invalid_client"}'));
  expect(await refusal(verify())).toMatchObject({
    code: "client_refused",
    hint: expect.stringContaining("MONCOMPTEPRO_CLIENT_SECRET"),
  });
});

test("a fetch of the application that says what it sent is not repeated", async () => {
  const talkative: typeof fetch = async (address, init) => {
    if (!new Request(address).url.endsWith("/userinfo")) return fetch(address, init);
    throw new Error(`cannot send ${JSON.stringify(init?.headers)}`);
  };
  expectNoContent(await refusal(verify({ fetch: talkative })), []);
  const parsing: typeof fetch = async () => Response.json(JSON.parse('{"access_token": s3cr3t}'));
  expectNoContent(await refusal(verify({ fetch: parsing })), []);
  const plain: typeof fetch = () => Promise.reject(new Error("no proxy is set"));
  expect(await refusal(verify({ fetch: plain }))).toMatchObject({
    hint: expect.stringContaining("no proxy is set"),
  });
});
