import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { CLEAN_ADDRESS, CLEAN_ADDRESS_HASH } from "../pages/clean-address.js";

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

test("the page of another person goes on, changes the account or goes home, and keeps no code in its address", async () => {
  const browser = new Browser(createApplication(provider, { allowLoginParameters: ["prompt"] }));
  await logIn(browser, provider);
  provider.answers.idTokenClaims = (claims) => ({ ...claims, sub: "another" });
  provider.answers.userinfoClaims = (claims) => ({ ...claims, sub: "another" });
  const address = "/auth/login?prompt=select_organization&returnTo=/dossiers?page=2";
  const response = await logIn(browser, provider, address);
  const html = await response.text();
  expect(html).toContain("Vous avez changé de compte");
  const action = "/auth/switch-account?returnTo=%2Fdossiers%3Fpage%3D2";
  expect([...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
    "/dossiers?page=2",
    action,
    "/",
  ]);
  expect(html).toContain(CLEAN_ADDRESS);
  expect(response.headers.get("content-security-policy")).toContain(`script-src '${CLEAN_ADDRESS_HASH}'`);

  const changed = await browser.open(action, { method: "POST" });
  expect(changed.headers.get("refresh")).toContain(`${provider.issuer}/`);
  const { status } = await browser.open("/auth/me", { headers: { accept: "application/json" } });
  expect(status).toBe(401);
});
