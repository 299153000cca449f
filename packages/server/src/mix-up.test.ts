import { describe, expect, test } from "vitest";
import { Browser, errorCode } from "@moncomptepro/test-kit/browser";
import type { Answers, HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { NAMES, TwoProviders, who, type Answer, type Asked, type Name } from "../test/two-providers.js";

/**
 * Two providers in one application, one of them hostile towards the other (OAuth 2.0 Security Best Current Practice, RFC
 * 9700 section 4.4). Both know the application by the same client id, and a person by the same `sub`. Whatever the hostile
 * one does, no person is logged in as one of the honest provider, no code and no secret of the honest one reaches it, and
 * whoever is logged in stays so.
 */
const two = new TwoProviders();

interface Attack {
  readonly hostile: HostileProvider;
  readonly honest: HostileProvider;
  /** Where the answers of the honest provider come back to. */
  readonly honestCallback: string;
}

/** What a hostile provider can do when a person logs in at it: how it answers, and how the answer differs. */
type Power = (attack: Attack) => { readonly answers?: Partial<Answers>; readonly changed?: Answer };

const TOKEN = "an access token of the honest provider";

/** What comes of it: the code of the error, or the page where it ends, which is never the one that was asked for. */
const OWN_LOGIN: readonly (readonly [name: string, outcome: string, power: Power])[] = [
  [
    "answers with the honest one's iss",
    "issuer_mismatch",
    ({ honest }) => ({ changed: { iss: honest.issuer } }),
  ],
  ["answers without iss, which it promised", "issuer_mismatch", () => ({ changed: { iss: undefined } })],
  [
    "sends its own answer to the honest one's callback",
    "/",
    ({ honestCallback }) => ({ changed: { callback: honestCallback } }),
  ],
  [
    "sends it there with the honest one's iss",
    "/",
    ({ honest, honestCallback }) => ({ changed: { callback: honestCallback, iss: honest.issuer } }),
  ],
  [
    "gives an ID token that the honest one signed for this client",
    "id_token_invalid",
    ({ honest }) => ({ answers: { idToken: (claims) => honest.sign({ ...claims, iss: honest.issuer }) } }),
  ],
  [
    "gives one of its own that names the honest issuer",
    "id_token_invalid",
    ({ hostile, honest }) => ({
      answers: { idToken: (claims) => hostile.sign({ ...claims, iss: honest.issuer }) },
    }),
  ],
  [
    "gives one of its own issuer that the honest one signed",
    "id_token_invalid",
    ({ honest }) => ({ answers: { idToken: (claims) => honest.sign(claims) } }),
  ],
  [
    "names the honest issuer in its discovery document",
    "issuer_mismatch",
    ({ honest }) => ({ answers: { discovery: (document) => ({ ...document, issuer: honest.issuer }) } }),
  ],
  [
    "names the honest one's keys, whose ID token it gives",
    "id_token_invalid",
    ({ honest }) => ({
      answers: {
        discovery: (document) => ({ ...document, jwks_uri: `${honest.issuer}/jwks` }),
        idToken: (claims) => honest.sign({ ...claims, iss: honest.issuer }),
      },
    }),
  ],
  [
    "names the honest one's token endpoint, for a code of the honest one",
    "id_token_invalid",
    ({ honest }) => ({
      answers: { discovery: (document) => ({ ...document, token_endpoint: `${honest.issuer}/token` }) },
      changed: { code: "a code of the honest provider" },
    }),
  ],
  [
    "gives a userinfo that the honest one signed",
    "userinfo_invalid",
    ({ honest }) => ({
      answers: {
        userinfo: (claims) => honest.sign({ ...claims, iss: honest.issuer, aud: honest.clientId }),
      },
    }),
  ],
];

describe.each(NAMES)("where %s is hostile, at its own login it", (name) => {
  const other = two.other(name);

  test.each(OWN_LOGIN)("%s: %s", async (_what, outcome, power) => {
    const attack = attackBy(name);
    const { answers, changed } = power(attack);
    const browser = new Browser(two.application());
    await two.logIn(browser, other);
    const sent = attack.honest.tokenRequests.length;
    Object.assign(attack.hostile.answers, answers);
    expect(await outcomeOf(browser, name, changed)).toBe(outcome);
    expect(await who(browser)).toBe(`154 of ${other}`);
    // Where codes of the hostile one are redeemed the secret of the honest one is not shown, nor sent to it.
    const bodies = [...attack.honest.tokenRequests.slice(sent), ...attack.hostile.tokenRequests];
    expect(bodies.map((body) => body.get("client_secret"))).not.toContain(secretAt(other));
  });

  test("shows the honest one's userinfo to its own token: the person is its own all the same", async () => {
    const { hostile, honest } = attackBy(name);
    Object.assign(hostile.answers, {
      discovery: (document: object) => ({ ...document, userinfo_endpoint: `${honest.issuer}/userinfo` }),
      tokenAnswer: (answer: object) => ({ ...answer, access_token: TOKEN }),
    });
    const browser = new Browser(two.application());
    await two.logIn(browser, name);
    // The signature of the one is none of the other; plain JSON says no more than the hostile one could say itself.
    expect([undefined, `154 of ${name}`]).toContain(await who(browser));
  });
});

describe.each(NAMES)("where %s is hostile, at a login of the other one it", (name) => {
  const other = two.other(name);
  const begin = async (): Promise<{ browser: Browser; asked: Asked; attack: Attack }> => {
    const browser = new Browser(two.application());
    return { browser, asked: await two.begin(browser, other), attack: attackBy(name) };
  };

  test.each<[string, (attack: Attack) => Answer]>([
    [
      "answers in its place, by its own issuer",
      ({ hostile }) => ({ iss: hostile.issuer, code: "a code of the hostile one" }),
    ],
    ["takes the answer to its own callback", () => ({ callback: callbackOf(name) })],
    ["does so by its own issuer", ({ hostile }) => ({ callback: callbackOf(name), iss: hostile.issuer })],
  ])("%s: no code goes to it, and no person is logged in", async (_what, changed) => {
    const { browser, asked, attack } = await begin();
    const response = await two.comeBack(browser, other, asked, changed(attack));
    expect(response.headers.get("location")).toBeNull();
    expect(await who(browser)).toBeUndefined();
    expect(attack.hostile.tokenRequests).toEqual([]);
  });

  test("took to its own callback, leaves it as it was: the right answer logs in", async () => {
    const { browser, asked } = await begin();
    await two.comeBack(browser, other, asked, { callback: callbackOf(name) });
    const response = await two.comeBack(browser, other, asked);
    expect(response.headers.get("location")).toBe("/dossiers");
    expect(await who(browser)).toBe(`154 of ${other}`);
  });
});

test.each(NAMES)(
  "where %s sends the person on to the other one, that one is asked by the client and the redirect URI of the first",
  async (name) => {
    const { hostile, honest } = attackBy(name);
    hostile.answers.discovery = (document) => ({
      ...document,
      authorization_endpoint: `${honest.issuer}/authorize`,
    });
    const browser = new Browser(two.application());
    const asked = await two.begin(browser, name);
    expect(asked.at).toBe(honest.issuer);
    // The client id may be the same: it is the redirect URI that is not registered there, which ends the attack.
    expect(asked.parameters.get("redirect_uri")).toContain(callbackOf(name));
    expect(callbackOf(name)).not.toBe(callbackOf(two.other(name)));
    // Where the honest one forgave that, its answer names itself: its code goes to no token endpoint at all.
    const response = await two.comeBack(browser, name, asked, {
      iss: honest.issuer,
      code: "a code of the honest one",
    });
    expect(await errorCode(response)).toBe("issuer_mismatch");
    expect([hostile.tokenRequests, honest.tokenRequests]).toEqual([[], []]);
    expect(await who(browser)).toBeUndefined();
  },
);

test.each(NAMES)("each provider is shown its own secret alone: %s", async (name) => {
  const browser = new Browser(two.application());
  await two.logIn(browser, name);
  await two.logIn(browser, two.other(name));
  for (const each of NAMES) {
    const secrets = two.of(each).tokenRequests.map((request) => request.get("client_secret"));
    expect(secrets).toEqual([secretAt(each)]);
  }
});

function attackBy(name: Name): Attack {
  const other = two.other(name);
  return { hostile: two.of(name), honest: two.of(other), honestCallback: callbackOf(other) };
}

function callbackOf(name: Name): string {
  return name === "proconnect" ? "/auth/callback" : "/auth/callback/franceconnect";
}

function secretAt(name: Name): string {
  return `${two.of(name).clientSecret} at ${name}`;
}

/** A login at the hostile provider: the page that it leads to, or the code of the error that ends it. */
async function outcomeOf(browser: Browser, name: Name, changed?: Answer): Promise<string | undefined> {
  const start = await browser.open(`/auth/login/${name}?returnTo=/dossiers`);
  const location = start.headers.get("location");
  if (location === null) return errorCode(start);
  const { origin, searchParams } = new URL(location);
  two.of(name).nonce = searchParams.get("nonce") ?? "";
  const response = await two.comeBack(browser, name, { at: origin, parameters: searchParams }, changed);
  return response.headers.get("location") ?? errorCode(response);
}
