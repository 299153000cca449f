import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { createClient } from "@moncomptepro/browser";

const DIST = new URL("../dist/", import.meta.url);

const brotli = (file: string): number => brotliCompressSync(readFileSync(new URL(file, DIST))).length;

test("the self-contained file stays within 1,450 bytes, 2,550 with what a page's own login loads", () => {
  const client = brotli("moncomptepro-browser.js");
  expect(client).toBeLessThanOrEqual(1_450);
  expect(client + brotli("moncomptepro-browser-page-login.js")).toBeLessThanOrEqual(2_550);
});

test("the source map reaches the sources", () => {
  const map = JSON.parse(readFileSync(new URL("moncomptepro-browser.js.map", DIST), "utf8")) as {
    sources: string[];
    sourcesContent: string[];
  };
  const source = readFileSync(new URL("../src/client.ts", DIST), "utf8");
  expect(map.sourcesContent[map.sources.indexOf("../src/client.ts")]).toBe(source);
});

test("it imports in Node, and a client can be made there", () => {
  expect(createClient()).toHaveProperty("user");
});
