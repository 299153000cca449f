import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, createApplication, errorCode, logIn, quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions, ErrorPage } from "../index.js";

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

const browserOf = (options: AuthOptions): Browser => new Browser(createApplication(provider, options));
const script = { accept: "application/json", "sec-fetch-dest": "empty" };

test("the application's own page gets the code and addresses of its own, and nothing that was received", async () => {
  const pages: ErrorPage[] = [];
  const browser = browserOf({
    errorPage: (page) => {
      pages.push(page);
      return `<!doctype html><h1>${page.code}</h1>`;
    },
  });
  const response = await browser.open("/auth/callback?state=%3Cscript%3E&error=evil&error_description=evil");
  const shown = (await response.text()).replace(/<script>[^<]*<\/script>$/, "");
  expect([response.status, shown]).toEqual([400, "<!doctype html><h1>login_expired</h1>"]);
  expect(pages).toEqual([
    {
      code: "login_expired",
      fault: "person",
      status: 400,
      language: "fr",
      title: "La connexion n’a pas abouti",
      paragraphs: [expect.any(String), expect.any(String)],
      loginUrl: "/auth/login",
      homeUrl: "/",
    },
  ]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'self';.*frame-ancestors 'none'/,
  );
});

test("leads back to the page that the person wanted", async () => {
  const pages: ErrorPage[] = [];
  const browser = browserOf({ errorPage: (page) => (pages.push(page), undefined) });
  provider.answers = { ...provider.honest(), tokenAnswer: () => ({}) };
  await logIn(browser, provider);
  provider.answers = provider.honest();
  expect(pages[0]?.loginUrl).toBe("/auth/login?returnTo=%2Fdossiers");
});

test.each([
  ["throws", () => Promise.reject(new Error("no template"))],
  ["gives nothing", () => undefined],
])("a hook that %s leaves the built-in page", async (_name, errorPage) => {
  const browser = browserOf({ errorPage });
  const response = await browser.open("/auth/callback?state=x");
  expect([response.status, await errorCode(response)]).toEqual([400, "login_expired"]);
});

test("a script gets the same problem as ever", async () => {
  const browser = browserOf({ errorPage: () => "own" });
  const response = await browser.open("/auth/me", { headers: script });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(((await response.json()) as { code: string }).code).toBe("not_authenticated");
});

test("whoever opens the logout as a page is offered the form that logs out, and stays logged in", async () => {
  const browser = browserOf({});
  await logIn(browser, provider);
  const response = await browser.open("/auth/logout");
  expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  const text = await response.text();
  expect(text).toContain("<h1>Voulez-vous vous déconnecter\u202F?</h1>");
  expect(text).toContain('<form method="post" action="/auth/logout"><button>Se déconnecter</button></form>');
  expect(text).not.toContain("Code de l’incident");
  expect((await browser.open("/auth/me", { headers: script })).status).toBe(200);
});

test("whoever sends no cookie of ours is told that the browser may block them", async () => {
  const blocked = "Votre navigateur n’a envoyé aucun cookie de ce site.";
  const lines: unknown[] = [];
  const browser = browserOf({ logger: { ...quiet, info: (_message, details) => void lines.push(details) } });
  browser.cookies.set("theme", "dark");
  expect(await (await browser.open("/auth/callback?state=x")).text()).toContain(blocked);
  expect(lines).toEqual([
    expect.objectContaining({ status: 400, hint: expect.stringContaining("no cookie of ours came") }),
  ]);
  await browser.open("/auth/login");
  expect(await (await browser.open("/auth/callback?state=x")).text()).not.toContain(blocked);
});
