import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APPLICATION, Browser, comeBack, quiet, SECRET, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth } from "./hono.js";

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

test.each([
  ["selectOrganization", "select_organization"],
  ["updateUserinfo", "update_userinfo"],
] as const)("auth.%s() comes back to the page that it was given", async (method, prompt) => {
  const { clientId, clientSecret, issuer } = provider;
  const settings = { clientId, clientSecret, issuer, baseUrl: APPLICATION, sessionSecret: SECRET };
  const auth = createAuth({ ...settings, logger: quiet });
  const app = new Hono()
    .use(auth)
    .get("/there", (c) => auth[method](c, "/dossiers"))
    .get("/home", (c) => auth[method](c));
  const browser = new Browser({ handler: async (request) => app.fetch(request) });
  for (const [from, to] of [
    ["/there", "/dossiers"],
    ["/home", "/"],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const asked = await start(browser, from);
    expect(asked.get("prompt")).toBe(prompt);
    provider.nonce = asked.get("nonce") ?? "";
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await comeBack(browser, asked, provider)).headers.get("location")).toBe(to);
  }
});
