import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { createSessionRecord } from "./session-record.js";
import { sessionView } from "./session-view.js";

const user = { sub: "154", issuer: "https://p.test", provider: "x", authentication: { acrProven: false } };
const record = createSessionRecord({
  user,
  client: ["the scope of the client"],
  epochs: ["an epoch"],
  sid: "the provider's session",
  data: { role: "admin" },
  idToken: "the ID token",
  refresh: { token: "the refresh token", nonce: "the nonce" },
});
const session = sessionView(record);

test("what a thief could use can be read by name", () => {
  expect([session.id, session.idToken, session.refresh]).toEqual([record.id, record.idToken, record.refresh]);
});

test.each<[string, () => string]>([
  ["JSON", () => JSON.stringify(session)],
  ["util.inspect", () => inspect(session, { depth: 10 })],
  ["util.inspect with all that is hidden", () => inspect(session, { depth: 10, showHidden: true })],
  ["the console’s %o", () => format("%o", session)],
  ["a copy", () => JSON.stringify({ ...session })],
  ["a template with its members", () => Object.values(session).map(String).join()],
  ["what a log line holds", () => inspect({ session, nested: [session] }, { depth: 10 })],
])("%s shows none of it", (_how, shown) => {
  for (const secret of [record.id, "the ID token", "the refresh token", "the nonce", "an epoch", "scope"])
    expect(shown()).not.toContain(secret);
});

test("the rest is shown", () => {
  expect(session).toEqual({
    user,
    sid: "the provider's session",
    data: { role: "admin" },
    createdAt: record.createdAt,
    renewedAt: record.renewedAt,
  });
});

test("a session is seen as the same object each time", () => {
  expect(sessionView(record)).toBe(session);
});
