import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APPLICATION, createApplication } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { cookieName, readCookies, removeCookie, writeCookie } from "./cookies.js";

const rules = { secureCookies: true, cookieName: "moncomptepro" };

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

const token = fc.stringMatching(/^[\w.-]{1,40}$/);

test("what was written is read, beside whatever else", () => {
  fc.assert(
    fc.property(token, token, fc.array(fc.tuple(token, token)), (last, value, others) => {
      const name = cookieName(rules, last);
      const [written] = writeCookie(rules, name, value, 60).split(";");
      const cookie = [written, ...others.map((pair) => pair.join("="))].join("; ");
      expect(readCookies({ headers: { cookie } })[name]).toBe(value);
      expect(removeCookie(rules, name)).toMatch(/=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    }),
  );
});

test("whatever cookies a request bears, the routes answer, and no person is logged in", async () => {
  const auth = createApplication(provider);
  // Node gives each byte of a header as one character.
  const byte = fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCodePoint(code));
  const bytes = fc.string({ unit: byte });
  const ours = ["session", "session.1", "login.x", "login.x y", "login.", "logout"].map((last) =>
    cookieName(rules, last),
  );
  const cookies = fc.array(
    fc
      .tuple(fc.oneof(fc.constantFrom(...ours), bytes), fc.oneof(fc.constant(""), bytes), bytes)
      .map(([name, more, value]) => `${name}${more}=${value}`),
  );
  const paths = fc.constantFrom(
    "/auth/login",
    "/auth/callback?state=x",
    "/auth/callback?state=x+y",
    "/auth/me?optional",
    "/auth/logout/callback",
  );
  await fc.assert(
    fc.asyncProperty(paths, cookies, async (path, pairs) => {
      const headers = { "sec-fetch-dest": "document", accept: "text/html", cookie: pairs.join(";") };
      const response = await auth.handler(new Request(`${APPLICATION}${path}`, { headers }));
      expect([200, 303, 400]).toContain(response?.status);
      expect(response?.headers.getSetCookie().filter((each) => /session=[^;]/.test(each))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
