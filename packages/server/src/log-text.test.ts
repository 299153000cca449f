import fc from "fast-check";
import { expect, test } from "vitest";
import { logText } from "./log-text.js";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxNTQiLCJlbWFpbCI6ImFAYi5mciJ9.c2lnbmF0dXJl-c2lnbmF0dXJl_1";

test.each([
  ["a line break that would begin a line of its own", "a\nb\r\tc", "a\\nb\\r\\tc"],
  ["a terminal's commands", "\u001B[2J\u009Bx", "\\u001b[2J\\u009bx"],
  ["separators that some viewers break lines at", "a\u2028b\u2029c\u0085", "a\\u2028b\\u2029c\\u0085"],
  ["characters that turn the direction", "\u202Etxt.exe\u2066", "\\u202etxt.exe\\u2066"],
  ["characters that cannot be seen", "a\u200Bb\u00ADc\uFEFFd\u3164e", "a\\u200bb\\u00adc\\ufeffd\\u3164e"],
  ["formatting that is not to be ignored", "a\uFFF9b\u0600", "a\\ufff9b\\u0600"],
  ["tags, beyond 16 bits", "\u{E0041}", "\\u{e0041}"],
  ["half a character", "\uD800", "\\ud800"],
])("escapes %s", (_what, text, expected) => expect(logText(text)).toBe(expected));

test.each([
  ["jean@mairie.example", "(e-mail)"],
  ["user jean.dupont+x@mairie.example is unknown.", "user (e-mail) is unknown."],
  ["https://p.test/?login_hint=jean%40mairie.example&x=1", "https://p.test/?login_hint=(e-mail)&x=1"],
  ['{"email":"jérôme@3ds.example"}', '{"email":"(e-mail)"}'],
  ["https://name:password@p.test/", "https://name:(e-mail)/"],
  [`the token ${JWT} is over`, "the token (token) is over"],
  [`id_token_hint=${JWT}&state=x`, "id_token_hint=(token)&state=x"],
  [JWT.slice(0, 30), "(token)"],
  ["Bearer 4Zk9cQ2vXw7Lr1Tn8Yb3Hd6Jf5Gs0Pa_Mq-Ue2Ri7W", "Bearer (token)"],
])("names no person and gives no token away: %s", (text, expected) => expect(logText(text)).toBe(expected));

test.each([
  "at file:///app/node_modules/@moncomptepro/server/dist/handler.js:12:3",
  "/app/node_modules/.pnpm/redis@5.0.0/node_modules/redis/index.js",
  "set MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG",
  "https://app-sandbox.moncomptepro.beta.gouv.fr took more than 4000 ms",
  "la réponse n’a pas pu être vérifiée\u202F: recommencez",
])("leaves what helps: %s", (text) => expect(logText(text)).toBe(text));

test("is never cut in the middle of a character", () => {
  expect(logText(`${"a ".repeat(499)}a\u{1F600} and so on`)).toBe(`${"a ".repeat(499)}a…`);
});

test("is one line of at most 1,000 characters, and the same when it passes twice", () => {
  const pieces = fc.constantFrom("\n", "\u202E", "@", "a@b", JWT, "…", "\u{1F600}", "(", "%40", " ", "eyJ");
  const texts = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 400 });
  fc.assert(
    fc.property(texts, (parts) => {
      const text = logText(parts.join(""));
      expect(text.length).toBeLessThanOrEqual(1001);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(logText(text)).toBe(text);
    }),
  );
  expect(logText("a ".repeat(5_000_000))).toHaveLength(1001);
});
