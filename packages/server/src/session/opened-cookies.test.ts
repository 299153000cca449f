import { expect, test } from "vitest";
import { OpenedCookies } from "./opened-cookies.js";
import { createSessionRecord, type SessionRecord } from "./session-record.js";

const session = (sub: string): SessionRecord =>
  createSessionRecord({
    client: ["client"],
    user: { sub, issuer: "https://p.test", provider: "x", authentication: { acrProven: false } },
  });

test("remembers a thousand, and forgets the one not used for longest first", () => {
  const opened = new OpenedCookies();
  for (let index = 0; index < 1000; index += 1) opened.add(`cookie ${index}`, session(String(index)));
  expect(opened.get("cookie 0")?.user.sub).toBe("0");
  opened.add("one more", session("more"));
  expect(opened.get("cookie 0")).toBeDefined();
  expect(opened.get("cookie 1")).toBeUndefined();
});

test("holds at most four megabytes", () => {
  const opened = new OpenedCookies();
  for (let index = 0; index < 500; index += 1) opened.add(`${"x".repeat(6000)} ${index}`, session("1"));
  const found = Array.from({ length: 500 }, (_, index) => opened.get(`${"x".repeat(6000)} ${index}`)).filter(
    Boolean,
  );
  expect(found.length).toBeGreaterThan(300);
  expect(found.length * 12_000).toBeLessThanOrEqual(4 * 1024 * 1024);
});

test("counts what a cookie holds, where that is more than its text", () => {
  const opened = new OpenedCookies();
  const large = { ...session("1"), data: { text: "x".repeat(30_000) } };
  for (let index = 0; index < 500; index += 1) opened.add(`cookie ${index}`, large);
  const found = Array.from({ length: 500 }, (_, index) => opened.get(`cookie ${index}`)).filter(Boolean);
  expect(found.length * 30_000).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(found.length).toBeGreaterThan(100);
});

test("a text that only ends like one that was opened is not taken for it", () => {
  const opened = new OpenedCookies();
  const tail = "t".repeat(40);
  opened.add(`one ${tail}`, session("1"));
  expect(opened.get(`other ${tail}`)).toBeUndefined();
  opened.add(`other ${tail}`, session("2"));
  expect(opened.get(`other ${tail}`)?.user.sub).toBe("2");
  expect(opened.get(`one ${tail}`)).toBeUndefined();
});

test("what several requests share cannot be changed by one of them", () => {
  const shared = new OpenedCookies().add("a", session("1"));
  expect(() => Object.assign(shared.user, { sub: "2" })).toThrow(TypeError);
  expect(() => Object.assign(shared.user.authentication, { acrProven: true })).toThrow(TypeError);
});
