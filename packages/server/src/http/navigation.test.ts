import { expect, test } from "vitest";
import { isFrame, isNavigation, isNoNavigation, isPrefetch } from "./navigation.js";

type Headers = Record<string, string>;

const PASSED_ON = { "sec-fetch-mode": "navigate", accept: "*/*" };

test.each<[string, Headers, boolean]>([
  ["a page in a tab", { "sec-fetch-dest": "document" }, true],
  ["a page in a frame", { "sec-fetch-dest": "iframe" }, true],
  ["a script that asks for HTML", { "sec-fetch-dest": "empty", accept: "text/html" }, false],
  ["an image", { "sec-fetch-dest": "image", accept: "*/*" }, false],
  ["a page that a service worker passed on", { ...PASSED_ON, "sec-fetch-dest": "empty" }, true],
  ["a page that a service worker passed on, without a destination", PASSED_ON, true],
  [
    "a script of that page",
    { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", accept: "text/html" },
    false,
  ],
  ["a client of Node that asks for HTML", { "sec-fetch-mode": "cors", accept: "text/html" }, true],
  ["a worker", { "sec-fetch-mode": "navigate", "sec-fetch-dest": "worker" }, false],
  ["an object in a page", { "sec-fetch-mode": "navigate", "sec-fetch-dest": "object" }, true],
  ["an older browser", { accept: "text/html,*/*;q=0.8" }, true],
  ["a client that takes anything", { accept: "*/*" }, false],
  ["a client that says nothing", {}, false],
])("%s: is it answered as a page?", (_what, headers, expected) => {
  expect(isNavigation({ headers })).toBe(expected);
});

test.each<[string, Headers, boolean]>([
  ["a page in a frame", { "sec-fetch-dest": "iframe" }, false],
  ["a script that asks for HTML", { "sec-fetch-dest": "empty", accept: "text/html" }, true],
  ["an older browser", { accept: "text/html" }, false],
  ["a client that takes anything", { accept: "*/*" }, false],
  ["a page that a service worker passed on", { ...PASSED_ON, "sec-fetch-dest": "empty" }, false],
  ["a client of Node that asks for data", { "sec-fetch-mode": "cors", accept: "application/json" }, true],
  ["a client that says nothing", {}, false],
  ["a script of an older browser", { accept: "application/json" }, true],
])("%s: is it certainly no person who goes to a page?", (_what, headers, expected) => {
  expect(isNoNavigation({ headers })).toBe(expected);
});

test.each<[string, Headers, boolean]>([
  ["Sec-Purpose", { "sec-purpose": "prefetch" }, true],
  ["Sec-Purpose of a page rendered in advance", { "sec-purpose": "prerender" }, true],
  ["Purpose", { purpose: "prefetch" }, true],
  ["Purpose in capital letters", { purpose: "Prefetch" }, true],
  ["X-Moz", { "x-moz": "prefetch" }, true],
  ["the preview of a home page", { purpose: "preview" }, true],
  ["none of them", {}, false],
])("%s: is it loaded in advance?", (_what, headers, expected) => {
  expect(isPrefetch({ headers })).toBe(expected);
});

test.each<[string, boolean]>([
  ...["iframe", "frame", "object", "embed", "fencedframe"].map((name): [string, boolean] => [name, true]),
  ...["document", "empty", "image"].map((name): [string, boolean] => [name, false]),
])("the destination %s: is it a frame?", (destination, expected) => {
  expect(isFrame({ headers: { "sec-fetch-mode": "navigate", "sec-fetch-dest": destination } })).toBe(
    expected,
  );
});
