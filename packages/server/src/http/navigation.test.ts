import { expect, test } from "vitest";
import { isNavigation, isNoNavigation, isPrefetch } from "./navigation.js";

type Headers = Record<string, string>;

test.each<[string, Headers, boolean]>([
  ["a page in a tab", { "sec-fetch-dest": "document" }, true],
  ["a page in a frame", { "sec-fetch-dest": "iframe" }, true],
  ["a script that asks for HTML", { "sec-fetch-dest": "empty", accept: "text/html" }, false],
  ["an image", { "sec-fetch-dest": "image", accept: "*/*" }, false],
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
