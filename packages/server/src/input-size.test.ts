import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPLICATION, Browser, createApplication, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../test/memory-store.js";
import { createAuthContext, type AuthContext } from "./auth-context.js";
import { readCookies } from "./http/cookies.js";
import { safeReturnTo } from "./http/return-to.js";
import type { Auth } from "./index.js";
import { logText } from "./log-text.js";
import { checkAuthorizationResponse } from "./login/authorization-response.js";
import { languageOf } from "./pages/language.js";
import { parseJsonObject } from "./provider/parse-json.js";
import { contextOf } from "./session-context.js";

/** Characters of the smaller input, and how many times larger the other one is. */
const SIZE = 1024;
const TIMES = 64;
/** How many small ones are measured, and stand for all of them. */
const SAMPLES = 16;
/**
 * How much more than that many small inputs one large input may cost. What costs its size comes out near 1 or below, what
 * costs the square of it near 64; so that a crowded machine or a collection of garbage changes nothing.
 */
const FACTOR = 10;

let provider: HostileProvider;
let auth: Auth;
let context: AuthContext;

beforeAll(async () => {
  provider = await startHostileProvider();
  auth = createApplication(provider, {
    session: { store: memoryStore() },
    browserRedirectUris: [`${APPLICATION}/spa`],
    allowLoginParameters: ["prompt", "login_hint", "siret_hint"],
    errorPage: () => undefined,
  });
  context = createAuthContext(contextOf(auth));
  // The provider's documents are kept from here on.
  await start(new Browser(auth));
  await context.provider.metadata();
});
afterAll(() => provider.stop());

const PAGE = { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "same-origin" };
const FORM = "application/x-www-form-urlencoded";

const get = (url: string, headers: Record<string, string> = {}): Promise<unknown> =>
  auth.handler({ method: "GET", url, headers: { ...PAGE, ...headers } });
const post = (url: string, type: string, body: string): Promise<unknown> =>
  auth.handler({ method: "POST", url, headers: { ...PAGE, "content-type": type }, body });

type EntryPoint = (text: string) => unknown;

/** What of a request or of an answer is read, each with what reads it. */
const ENTRY_POINTS: Readonly<Record<string, EntryPoint>> = {
  "Accept-Language, alone": (text) => languageOf({ headers: { "accept-language": text } }),
  "cookies, alone": (text) => readCookies({ headers: { cookie: text } }),
  "returnTo, alone": (text) => safeReturnTo(text, context.settings),
  "returnTo, its query alone": (text) => safeReturnTo(`/a?${text}`, context.settings),
  "a log line, alone": (text) => logText(text),
  "the provider's answer in the address, alone": (text) =>
    checkAuthorizationResponse(new URLSearchParams(text), { state: "x" }, context.provider).catch(
      () => undefined,
    ),
  "JSON of the provider, alone": (text) => attempt(() => parseJsonObject(text, "it")),
  "JSON of the provider, in a text": (text) => attempt(() => parseJsonObject(JSON.stringify({ text }), "it")),
  ...Object.fromEntries(
    ["accept", "accept-language", "cookie", "host", "origin", "purpose", "sec-fetch-dest", "sec-purpose"].map(
      (name): [string, EntryPoint] => [`the header ${name}`, (text) => get("/auth/login", { [name]: text })],
    ),
  ),
  "the header sec-fetch-site": (text) => get("/auth/me", { "sec-fetch-site": text }),
  "the query of the login": (text) => get(`/auth/login?${text}`),
  "returnTo of the login": (text) => get(`/auth/login?returnTo=/${text}`),
  "guard of the login": (text) => get(`/auth/login?guard=${text}`),
  "the query of the callback": (text) => get(`/auth/callback?${text}`),
  "state of the callback": (text) => get(`/auth/callback?state=${text}`),
  "state of the logout": (text) => get(`/auth/logout/callback?state=${text}`, { cookie: "x=y" }),
  "cookies of the callback": (text) => get("/auth/callback?state=x", { cookie: text }),
  "cookies of a logout": (text) =>
    auth.handler({ method: "POST", url: "/auth/logout", headers: { ...PAGE, cookie: text } }),
  "the address of a page with a guard": (text) =>
    auth.requireUser({ method: "GET", url: `/${text}`, headers: { "sec-fetch-dest": "empty" } }),
  "a path that is not ours": (text) => auth.owns({ url: `/${text}`, headers: {} }),
  "the form of a login": (text) => post("/auth/login", FORM, text),
  "the JSON of a callback": (text) => post("/auth/callback", "application/json", text),
  "a logout token": (text) => post("/auth/backchannel-logout", FORM, `logout_token=${text}`),
  "a content type": (text) => post("/auth/login", text, "a=b"),
};

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** Pieces that parsers stumble over when there are many; `#` stands for a number that is another one each time. */
const PIECES = [
  " ",
  "\t",
  ";",
  ",",
  "=",
  "&",
  "a",
  "é",
  "%",
  "%40",
  "%C3",
  "/",
  "../",
  "/./",
  ".",
  "-",
  "_",
  '"',
  "\\",
  "@",
  "?",
  "\u0085",
  "eyJ",
  "eyJ.",
  "a@",
  "q=",
  "; ",
  " ;",
  "en;",
  "en ;q=",
  "a&",
  "p#&",
  "p#=1&",
  "p#=1; ",
  "p#; ",
  "[",
  "{",
  '"a":',
  '"p#":1,',
  "__Host-moncomptepro.login.p#=b; ",
  "__Host-moncomptepro.session.#=b; ",
  "1~a",
  "x;q=0.#,",
];

function grow(pieces: readonly string[], end: string, length: number): string {
  let text = "";
  for (let index = 0; text.length < length; index += 1)
    text += (pieces[index % pieces.length] ?? "").replace("#", String(index));
  return text.slice(0, length) + end;
}

/** Microseconds of this process's CPU. */
async function cpu(work: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The least ratio of a few tries: noise makes it larger, never what is measured. */
async function ratio(entry: EntryPoint, pieces: readonly string[], end: string, rounds = 5): Promise<number> {
  const small = grow(pieces, end, SIZE);
  const large = grow(pieces, end, SIZE * TIMES);
  let [leastSmall, leastLarge] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    leastLarge = Math.min(leastLarge, await cpu(() => entry(large), 1));
    leastSmall = Math.min(leastSmall, ((await cpu(() => entry(small), SAMPLES)) * TIMES) / SAMPLES);
    if (leastLarge <= FACTOR * leastSmall) break;
  }
  return leastLarge / leastSmall;
}

describe("no input costs more than its size", () => {
  test.each(Object.entries(ENTRY_POINTS))("%s", { timeout: 60_000 }, async (_name, entry) => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 2 });
    const end = fc.constantFrom("", "x", "=", ";", "@", "\\", "\n");
    await fc.assert(
      fc.asyncProperty(pieces, end, async (repeated, last) => {
        expect(await ratio(entry, repeated, last)).toBeLessThanOrEqual(FACTOR);
      }),
      // Each piece alone first, then some of the pairs.
      {
        examples: PIECES.map((piece): [string[], string] => [[piece], "x"]),
        numRuns: PIECES.length + 10,
        endOnFailure: true,
      },
    );
  });

  test("the measure itself tells a square from a line", async () => {
    const square = (text: string): number => text.search(/ +;/);
    expect(await ratio(square, [" "], "x", 1)).toBeGreaterThan(2 * FACTOR);
    const line = (text: string): number => text.search(/;/);
    expect(await ratio(line, [" "], "x")).toBeLessThan(FACTOR);
  });
});
