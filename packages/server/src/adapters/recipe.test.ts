import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import helmet from "helmet";
import { expect, test } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { blockUnder, runLines } from "@moncomptepro/test-kit/documented-lines";
import { startHostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { CLEAN_ADDRESS_HASH } from "../pages/clean-address.js";
import { createAuth } from "./express.js";

test("the recipe of docs/security.md leaves each page the policy that fits it", async () => {
  const provider = await startHostileProvider();
  const { clientId, clientSecret, issuer } = provider;
  const app = express();
  const server = app.listen(0, "localhost");
  await once(server, "listening");
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const auth = createAuth({ clientId, clientSecret, issuer, baseUrl, sessionSecret: SECRET, logger: quiet });
  runLines(blockUnder("Headers of your application", "docs/security.md"), { app, helmet, auth });
  app.get("/", (_request, response) => void response.send("<p>Accueil</p>"));

  const form = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  const [own, ours, sent] = await Promise.all([
    fetch(baseUrl),
    fetch(`${baseUrl}/auth/callback?state=x`, { headers: { accept: "text/html" } }),
    fetch(`${baseUrl}/auth/login`, { method: "POST", headers: form, body: "returnTo=/" }),
  ]);
  expect(own.headers.get("content-security-policy")).toContain("form-action 'self'");
  for (const { headers } of [ours, sent]) {
    const policy = headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    // None but the one that cleans the address bar, by its hash.
    expect(policy?.replace(`script-src '${CLEAN_ADDRESS_HASH}'`, "")).not.toContain("script-src");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("strict-transport-security")).toBe(own.headers.get("strict-transport-security"));
  }
  expect(sent.headers.get("refresh")).toMatch(/^0; url=/);
  server.close().closeAllConnections();
  await provider.stop();
});
