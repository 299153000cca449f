import fc from "fast-check";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Browser, comeBack, errorCode, logIn, start } from "../packages/server/test/browser.js";
import { startHostileProvider, type HostileProvider } from "../packages/server/test/hostile-provider.js";
import {
  DISCOVERY_LIES,
  ID_TOKEN_LIES,
  takeOver,
  TOKEN_LIES,
  USERINFO_LIES,
} from "../packages/server/test/lies.js";
import { startExample, type RunningExample } from "./running-example.js";

/**
 * A provider that lies, pages of other sites and broken clients, against the Express example as an integrator runs it:
 * over HTTP, in a process of its own, its settings in the environment.
 */
let provider: HostileProvider;
let example: RunningExample;
let browser: Browser;

const script = { accept: "application/json", "sec-fetch-dest": "empty" };

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(provider);
});
afterAll(async () => {
  await example.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.answers = provider.honest();
  browser = new Browser(example, example.address);
});
afterEach(() => {
  expect(example.isRunning()).toBe(true);
  const log = example.log();
  for (const secret of [provider.clientSecret, "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks"])
    expect(log).not.toContain(secret);
});

async function expectNobody(): Promise<void> {
  expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  const me = await browser.open("/auth/me?optional", { headers: script });
  expect(await me.json()).toEqual({ user: null });
}

test("an honest provider logs in", async () => {
  expect((await logIn(browser, provider)).headers.get("location")).toBe("/dossiers");
  expect(await (await browser.open("/dossiers")).text()).toContain("21920023500014");
});

describe.each([
  ["OpenID Connect Core 3.1.3.7, the ID token:", ID_TOKEN_LIES],
  ["OpenID Connect Core 5.3, userinfo:", USERINFO_LIES],
  ["OpenID Connect Core 3.1.3.3, the token endpoint:", TOKEN_LIES],
])("%s", (_section, lies) => {
  test.each(lies)("$name", async ({ answers, code }) => {
    Object.assign(provider.answers, await answers(provider));
    const response = await logIn(browser, provider);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await errorCode(response)).toBe(code);
    await expectNobody();
  });
});

describe("OpenID Connect Discovery 4, for an application that has just started:", () => {
  test.each(DISCOVERY_LIES)("$name", async ({ answers, code }) => {
    const fresh = await startExample(provider);
    try {
      Object.assign(provider.answers, await answers(provider));
      const visitor = new Browser(fresh, fresh.address);
      expect(await errorCode(await visitor.open("/auth/login"))).toBe(code);
      provider.answers = provider.honest();
      // Back to health without a restart.
      expect((await logIn(visitor, provider)).status).toBe(303);
    } finally {
      await fresh.stop();
    }
  });

  test("a provider that is down when the application starts, and comes back", async () => {
    const fresh = await startExample(provider);
    try {
      provider.answers.takeOver = (_path, response) => Boolean(response.destroy());
      const visitor = new Browser(fresh, fresh.address);
      expect((await visitor.open("/")).status).toBe(200);
      expect(await errorCode(await visitor.open("/auth/login"))).toBe("provider_unavailable");
      provider.answers = provider.honest();
      expect((await logIn(visitor, provider)).status).toBe(303);
    } finally {
      await fresh.stop();
    }
  });
});

describe("a provider that hangs or drips", () => {
  const drip = (path: string): void => {
    Object.assign(
      provider.answers,
      takeOver(path, (_path, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const timer = setInterval(() => response.write(" "), 100);
        response.once("close", () => clearInterval(timer));
        return true;
      }),
    );
  };
  test.each(["/token", "/userinfo"])("%s", async (path) => {
    drip(path);
    const response = await logIn(browser, provider);
    expect([response.status, await errorCode(response)]).toEqual([504, "provider_timeout"]);
  });
});

describe("RFC 9207, RFC 9700, the authorization response:", () => {
  test.each([
    ["another issuer", { iss: "https://other.example" }, "issuer_mismatch"],
    ["another state", { state: "other" }, "login_expired"],
    ["a state that is a name of Object", { state: "__proto__" }, "login_expired"],
    ["no code", { code: "" }, "authorization_response_invalid"],
    ["tokens in the address", { id_token: "x" }, "authorization_response_invalid"],
    ["a script as error", { error: "<script>alert(1)</script>" }, "request_refused"],
  ])("%s", async (_name, parameters, code) => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const response = await comeBack(browser, asked, provider, parameters);
    expect(await response.clone().text()).not.toContain("alert(");
    expect(await errorCode(response)).toBe(code);
    await expectNobody();
  });

  test("4.7.1 an attempt of another browser", async () => {
    const asked = await start(new Browser(example, example.address));
    expect(await errorCode(await comeBack(browser, asked, provider))).toBe("login_expired");
    await expectNobody();
  });

  test("an attempt that was finished", async () => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const thief = new Browser(example, example.address);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect((await comeBack(browser, asked, provider)).status).toBe(303);
    expect(await errorCode(await comeBack(thief, asked, provider))).toBe("login_expired");
  });

  test("whatever stands in the address, nobody is logged in and nothing breaks", async () => {
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
    await expectNobody();
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
    ["a method that nobody knows", "BREW /auth/login HTTP/1.1\r\nHost: a\r\n\r\n", /40[05]/],
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
