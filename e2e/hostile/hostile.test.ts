import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Browser, comeBack, errorCode, logIn, start } from "@moncomptepro/test-kit/browser";
import { EXPRESS, settingsFor, startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { comeBackWith, FALSE_ANSWERS } from "@moncomptepro/test-kit/lies/authorization-response";
import { DISCOVERY_LIES } from "@moncomptepro/test-kit/lies/discovery";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import { KEYS_LIES } from "@moncomptepro/test-kit/lies/keys";
import type { Lie } from "@moncomptepro/test-kit/lies/lie";
import { ODDITIES } from "@moncomptepro/test-kit/lies/oddities";
import { SLOW_LIES } from "@moncomptepro/test-kit/lies/slowness";
import { expectNobody, expectRefusal } from "@moncomptepro/test-kit/refusal";

/**
 * A provider that lies, pages of other sites and broken clients, against the Express example as an integrator runs it:
 * over HTTP, in a process of its own, its settings in the environment.
 */
let provider: HostileProvider;
let example: RunningExample;
let browser: Browser;

const script = { accept: "application/json", "sec-fetch-dest": "empty" };
const SESSION_SECRET = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(EXPRESS, settingsFor(provider));
});
afterAll(async () => {
  await example.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.answers = provider.honest();
  browser = new Browser(example, example.address);
});

/** Lines that the example writes by itself: what a provider says cannot make others. */
const LINE =
  /^(|Application: .*|\[moncomptepro\] (Answered .*|login_succeeded acrProven=\w+|login_failed code="\w+" fault="\w+"|MonComptePro takes .*))$/;

/** Expects that a lie ends on the page of its code, and in the log. */
async function expectLie(
  { answers, code }: Lie,
  running: RunningExample,
  liar: HostileProvider,
): Promise<void> {
  Object.assign(liar.answers, await answers(liar));
  const person = new Browser(running, running.address);
  await expectRefusal(await logIn(person, liar), code, person);
  expect(running.isRunning()).toBe(true);
  await expectLogged(code, running, liar);
}

/** Expects one line about it, that says why and gives nothing away. */
async function expectLogged(code: string, running: RunningExample, liar: HostileProvider): Promise<void> {
  let log = "";
  await vi.waitFor(() => expect((log += running.log())).toMatch(new RegExp(`Answered ${code}\\. .*hint=`)));
  // Neither secrets, nor tokens (JSON in base64url begins so), nor anything of the person.
  for (const secret of [
    liar.clientSecret,
    SESSION_SECRET,
    liar.accessToken,
    "eyJ",
    "s3cr3t",
    "jean",
    "219200",
  ])
    expect(log).not.toContain(secret);
  for (const line of log.split("\n")) expect(line).toMatch(LINE);
}

test("an honest provider logs in", async () => {
  expect((await logIn(browser, provider)).headers.get("location")).toBe("/dossiers");
  expect(await (await browser.open("/dossiers")).text()).toContain("21920023500014");
});

describe.each(LOGIN_LIES)("%s", (_specification, lies) => {
  test.each(named(lies))("%s", (_name, lie) => expectLie(lie, example, provider));
});

describe("odd and true:", () => {
  test.each(named(ODDITIES))("%s", async (_name, { answers }) => {
    Object.assign(provider.answers, await answers(provider));
    expect((await logIn(browser, provider)).status).toBe(303);
    const page = await (await browser.open("/")).text();
    expect(page).toContain("21920023500014");
    expect(page).not.toContain("<script>alert");
  });
});

describe("OpenID Connect Discovery 4, for an application that has just started:", () => {
  let fresh: RunningExample;
  beforeAll(async () => {
    fresh = await startExample(EXPRESS, settingsFor(provider));
  });
  afterAll(() => fresh.stop());

  test.each(named(DISCOVERY_LIES))("%s", (_name, lie) => expectLie(lie, fresh, provider));

  test("and a provider that comes back needs no restart", async () => {
    const visitor = new Browser(fresh, fresh.address);
    expect((await visitor.open("/")).status).toBe(200);
    expect((await logIn(visitor, provider)).status).toBe(303);
  });
});

describe("OpenID Connect Core 10.1, for an application that has no keys yet:", () => {
  test.each(named(KEYS_LIES))("%s", async (_name, lie) => {
    const fresh = await startExample(EXPRESS, settingsFor(provider));
    try {
      await expectLie(lie, fresh, provider);
      provider.answers = provider.honest();
      expect((await logIn(new Browser(fresh, fresh.address), provider)).status).toBe(303);
    } finally {
      await fresh.stop();
    }
  });
});

// Each endpoint and each way to be slow once; all of them are tried in login/finish-login.test.ts.
describe.concurrent("a provider that is slow, to an application that has just started:", () => {
  test.each(named(SLOW_LIES.filter((_, index) => index % 5 === 0)))(
    "%s",
    async (_name, lie) => {
      const slow = await startHostileProvider();
      const fresh = await startExample(EXPRESS, settingsFor(slow));
      await expectLie(lie, fresh, slow);
      await fresh.stop();
      await slow.stop();
    },
    20_000,
  );
});

describe("RFC 9207, RFC 9700, the authorization response:", () => {
  test.each(named(FALSE_ANSWERS))("%s", async (_name, answer) => {
    provider.tokenRequests.length = 0;
    const response = await comeBackWith(answer, browser, provider);
    expect(await response.clone().text()).not.toMatch(/alert\(|<img|\[moncomptepro\]/);
    await expectRefusal(response, answer.code, browser);
    expect(provider.tokenRequests).toEqual([]);
    await expectLogged(answer.code, example, provider);
  });

  test("4.7.1 an attempt of another browser", async () => {
    const asked = await start(new Browser(example, example.address));
    expect(await errorCode(await comeBack(browser, asked, provider))).toBe("login_expired");
    await expectNobody(browser);
  });

  test("an attempt that was finished", async () => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const thief = new Browser(example, example.address);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect((await comeBack(browser, asked, provider)).status).toBe(303);
    expect(await errorCode(await comeBack(thief, asked, provider))).toBe("login_expired");
  });

  test("whatever stands in the address, no person is logged in and nothing breaks", async () => {
    const anything = fc.string({ unit: "binary", maxLength: 60 });
    const names = fc.constantFrom("code", "state", "iss", "error", "error_description", "id_token", "x[]");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, anything), { maxLength: 6 }), async (pairs) => {
        const query = new URLSearchParams(pairs);
        const response = await browser.open(`/auth/callback?${query.toString()}`);
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).not.toBe(500);
      }),
      { numRuns: 200 },
    );
    await expectNobody(browser);
  });
});

describe("pages of other sites", () => {
  test.each(["/auth/login", "/auth/logout"])("a form of another site on %s", async (path) => {
    await logIn(browser, provider);
    for (const headers of [
      { "sec-fetch-site": "cross-site", origin: example.address },
      { "sec-fetch-site": "same-site", origin: example.address },
      { "sec-fetch-site": "", origin: "https://other.example" },
      { "sec-fetch-site": "", origin: "null" },
      { "sec-fetch-site": "" },
    ]) {
      const response = await browser.open(path, { method: "POST", headers });
      expect([response.status, await errorCode(response)]).toEqual([403, "cross_origin_request"]);
    }
    expect((await browser.open("/auth/me", { headers: script })).status).toBe(200);
  });

  test("RFC 9700 4.11 no returnTo leaves the application", async () => {
    const addresses = [
      "//evil.test",
      "/\\evil.test",
      "https://evil.test",
      "/\t/evil.test",
      "/%09/evil.test",
      "javascript:x",
    ];
    for (const returnTo of addresses) {
      const response = await logIn(
        new Browser(example, example.address),
        provider,
        `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
      );
      const location = new URL(response.headers.get("location") ?? "", example.address);
      expect([returnTo, location.origin]).toEqual([returnTo, example.address]);
    }
  });
});

describe("broken clients", () => {
  /** Sends bytes as they are, and gives the status line. */
  function sendRaw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(example.address).port), "localhost", () => socket.write(text));
      let answer = "";
      socket.setEncoding("latin1").on("data", (chunk: string) => {
        answer += chunk;
        if (!answer.includes("\r\n")) return;
        socket.destroy();
        resolve(answer.slice(0, answer.indexOf("\r\n")));
      });
      socket.on("error", reject).on("end", () => resolve(answer));
    });
  }

  test.each([
    [
      "a Host that is another application's",
      "GET /auth/login HTTP/1.1\r\nHost: evil.test\r\nAccept: text/html\r\n\r\n",
      /303/,
    ],
    ["a Host that is no host", "GET /auth/me HTTP/1.1\r\nHost: a b\r\n\r\n", /40[01]/],
    ["an unknown method", "BREW /auth/login HTTP/1.1\r\nHost: a\r\n\r\n", /40[05]/],
    ["an address with a null byte", "GET /auth/login%00 HTTP/1.1\r\nHost: a\r\n\r\n", /404/],
    [
      "a cookie of 8 kB that is none of ours",
      `GET /auth/me HTTP/1.1\r\nHost: a\r\nCookie: moncomptepro.session=${"x".repeat(8000)}\r\n\r\n`,
      /401/,
    ],
    [
      "a form that is too large",
      `POST /auth/login HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000\r\n\r\n${"a".repeat(20_000)}`,
      /413/,
    ],
  ])("%s", async (_name, text, status) => {
    expect(await sendRaw(text)).toMatch(status);
  });
});
