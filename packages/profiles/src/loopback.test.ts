import { expect, test } from "vitest";
import { isLoopbackName } from "./loopback.js";

test.each([
  "localhost",
  "app.localhost",
  "a.b.localhost",
  "127.0.0.1",
  "127.0.0.2",
  "127.255.255.254",
  "[::1]",
])("%s is this machine", (name) => {
  expect(isLoopbackName(name)).toBe(true);
});

test.each([
  ["", "localhost.", ".localhost", "localhost.example", "notlocalhost", "127.0.0.1.example", "127.0.0.256"],
  [
    "127.1",
    "127.0.0.01",
    "128.0.0.1",
    "0.0.0.0",
    "[::]",
    "::1",
    "[::ffff:7f00:1]",
    "localhost:80",
    "a/localhost",
  ],
])("%s is not", (...names) => {
  for (const name of names) expect([name, isLoopbackName(name)]).toEqual([name, false]);
});
