import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPLICATION, Browser, comeBack, createApplication, errorCode } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";

const HINT = "a@mairie.example";
const PAGE = `${APPLICATION}/dossiers?page=2#b`;

let provider: HostileProvider;
let browser: Browser;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  browser = new Browser(
    createApplication(provider, { allowLoginParameters: ["login_hint", "prompt", "siret_hint"] }),
  );
});

type Fields = Record<string, string>;

/** What a browser sends when a page of another site leads or posts to the login. */
function send(method: string, fields: Fields, site = "cross-site"): Promise<Response> {
  const parameters = new URLSearchParams(fields).toString();
  const headers = { "sec-fetch-mode": "navigate", "sec-fetch-site": site };
  if (method === "GET") return browser.open(`/auth/login?${parameters}`, { headers });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return browser.open("/auth/login", { method, headers: { ...headers, ...type }, body: parameters });
}

/** Follows until the provider is asked. */
async function asked(method: string, fields: Fields): Promise<URLSearchParams> {
  const first = await send(method, fields);
  const [, next] = /^0; url=(.*)$/.exec(first.headers.get("refresh") ?? "") ?? [];
  // A page of ours goes on by itself, so that its request comes with our cookies and the transaction stays.
  expect([next !== undefined, first.headers.getSetCookie().length]).toEqual(
    method === "POST" ? [true, 0] : [false, 1],
  );
  const response = next === undefined ? first : await browser.open(next);
  return new URL(response.headers.get("location") ?? "").searchParams;
}

describe.each(["GET", "POST"])("a login that another site asks for by %s", (method) => {
  test("takes the page and the e-mail, and nothing else", async () => {
    const fields = { iss: provider.issuer, target_link_uri: PAGE, login_hint: HINT };
    const parameters = await asked(method, { prompt: "login", ...fields, returnTo: "/paie" });
    expect([parameters.get("login_hint"), parameters.get("prompt")]).toEqual([HINT, null]);
    provider.nonce = parameters.get("nonce") ?? "";
    const back = await comeBack(browser, parameters, provider);
    expect(back.headers.get("location")).toBe("/dossiers?page=2#b");
  });

  test.each([
    "https://evil.example/dossiers",
    `${APPLICATION}@evil.example/`,
    `${APPLICATION}//evil.example/`,
    `${APPLICATION}/auth/logout`,
    "//evil.example/",
    "javascript:alert(1)",
  ])("comes home where the target is no page of the application: %s", async (target) => {
    const parameters = await asked(method, { iss: provider.issuer, target_link_uri: target });
    provider.nonce = parameters.get("nonce") ?? "";
    expect((await comeBack(browser, parameters, provider)).headers.get("location")).toBe("/");
  });

  test.each(["", "https://other.example", "same/"])("is refused with another issuer: %s", async (iss) => {
    const given = iss.replace("same", provider.issuer);
    for (const site of ["cross-site", "same-origin"]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const response = await send(method, { iss: given, target_link_uri: PAGE }, site);
      expect([await errorCode(response), response.headers.getSetCookie()]).toEqual(["issuer_mismatch", []]);
    }
  });
});

test("without an issuer a form of another site starts nothing", async () => {
  const response = await send("POST", { target_link_uri: PAGE });
  expect([await errorCode(response), response.headers.getSetCookie()]).toEqual(["cross_origin_request", []]);
});
