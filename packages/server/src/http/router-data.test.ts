import { expect, test } from "vitest";
import { pageOfData } from "./router-data.js";

const headers = { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };

test.each([
  ["/dossiers.data?page=2&_routes=routes%2Fdossiers", "/dossiers?page=2"],
  ["/_root.data", "/"],
  ["/dossiers/_.data", "/dossiers/"],
  ["/dossiers/__data.json?x-sveltekit-invalidated=01&x-sveltekit-trailing-slash=1", "/dossiers"],
  ["/__data.json?q=a?b&x-sveltekit-invalidated=1", "/?q=a?b"],
  ["https://application.example/dossiers/_payload.json?page=2", "/dossiers?page=2"],
  ["/api/dossiers", undefined],
  ["/metadata", undefined],
])("%s is data of %s", (url, page) => {
  expect(pageOfData({ url, headers })).toBe(page);
});

test("a page whose own name ends like that is itself", () => {
  expect(pageOfData({ url: "/report.data", headers: { "sec-fetch-mode": "navigate" } })).toBeUndefined();
});
