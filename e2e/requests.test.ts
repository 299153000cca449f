import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

/** The login attempts that a browser holds. */
async function attempts(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map(({ name }) => name).filter((name) => name.includes(".login."));
}

/** The address to which the provider would send the browser, which does not go there yet. */
async function answerOf(page: Page, persona: string): Promise<string> {
  const button = page.locator(`[data-persona="${persona}"]`);
  const { action, name, value } = await button.evaluate((control: HTMLButtonElement) => ({
    action: control.form?.action ?? "",
    name: control.name,
    value: control.value,
  }));
  const options = { maxRedirects: 0 };
  let response = await page.request.post(action, { ...options, form: { [name]: value } });
  for (;;) {
    const location = new URL(response.headers()["location"] ?? "", response.url()).href;
    if (location.includes("/auth/callback")) return location;
    response = await page.request.get(location, options);
  }
}

/** A page of the application's own origin, with content and headers of the test. */
async function ownPage(page: Page, body: string, headers: Record<string, string> = {}): Promise<void> {
  const type = { "content-type": "text/html; charset=utf-8" };
  await page.route("/own", (route) => route.fulfill({ headers: { ...type, ...headers }, body }));
  await page.goto("/own");
}

/** A page of another site, which really is one to the browser. */
async function otherSite(body: string): Promise<{ address: string; stop: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => server.close().closeAllConnections(),
  };
}

test.describe("what is no navigation", () => {
  test("a fetch of a guarded page gets 401 and an address to log in at, and starts nothing", async ({
    page,
    context,
  }) => {
    await page.goto("/");
    const answer = await page.evaluate(async () => {
      const response = await fetch("/dossiers");
      return [
        response.status,
        response.redirected,
        response.headers.get("content-type"),
        await response.json(),
      ];
    });
    expect(answer).toEqual([
      401,
      false,
      "application/problem+json",
      expect.objectContaining({
        code: "not_authenticated",
        loginUrl: expect.stringContaining("/auth/login"),
      }),
    ]);
    expect(await attempts(context)).toEqual([]);
  });

  test("an XMLHttpRequest and a HEAD start nothing either", async ({ page, context }) => {
    await page.goto("/");
    const statuses = await page.evaluate(async () => {
      const request = new XMLHttpRequest();
      request.open("GET", "/dossiers");
      const xhr = new Promise<number>((resolve) => {
        request.addEventListener("load", () => resolve(request.status));
      });
      request.send();
      return [await xhr, (await fetch("/auth/login", { method: "HEAD" })).status];
    });
    expect(statuses).toEqual([401, 204]);
    expect(await attempts(context)).toEqual([]);
  });

  test("an image, a script and a style of our addresses start and consume nothing", async ({
    page,
    context,
    servers,
  }) => {
    await page.goto("/dossiers");
    const answer = await answerOf(page, "town-hall-agent");
    await ownPage(
      page,
      `<img src="${answer}"><img src="/auth/login"><script src="${answer}"></script>
       <link rel="stylesheet" href="${answer}"><link rel="stylesheet" href="/auth/login">`,
    );
    expect((await attempts(context)).length).toBe(1);
    await page.goto(answer);
    await expect(page).toHaveURL(`${servers.application}/dossiers`);
  });

  test("a page loaded in advance starts nothing", async ({ page, context }) => {
    const prefetched = page
      .context()
      .waitForEvent("response", (response) => response.url().endsWith("/dossiers"));
    await ownPage(page, `<link rel="prefetch" href="/dossiers"><p>Avant</p>`);
    const response = await prefetched;
    expect((await response.request().allHeaders())["sec-purpose"]).toContain("prefetch");
    expect(response.status()).toBe(401);
    expect(await attempts(context)).toEqual([]);
  });
});

test.describe("frames", () => {
  test("a frame that goes to a guarded page is a navigation", async ({ page }) => {
    const framed = page.waitForResponse((response) => response.url().endsWith("/dossiers"));
    await ownPage(page, `<iframe src="/dossiers"></iframe>`);
    expect((await framed).status()).toBe(303);
  });

  test("no other site can frame a page of ours", async ({ page, servers }) => {
    const site = await otherSite(`<iframe src="${servers.application}/auth/callback?state=x"></iframe>`);
    await page.goto(site.address);
    const frame = page.frames()[1];
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    site.stop();
  });
});

test.describe("forms", () => {
  const form = (path: string, attributes = ""): string =>
    `<form method="post" action="${path}" ${attributes}><button>Envoyer</button></form>`;

  test("log in under form-action 'self', and lead to the provider", async ({ page }) => {
    const policy = { "content-security-policy": "default-src 'self'; form-action 'self'" };
    await ownPage(page, form("/auth/login?returnTo=/dossiers"), policy);
    await page.getByRole("button").click();
    await expect(page.locator("[data-persona]").first()).toBeVisible();
  });

  test("of a page that tells nobody where it is from are its own all the same", async ({ page }) => {
    await ownPage(page, form("/auth/login"), { "referrer-policy": "no-referrer" });
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button").click();
    expect((await (await posted).allHeaders())["origin"]).toBe("null");
    await expect(page.locator("[data-persona]").first()).toBeVisible();
  });

  test("of a sandboxed frame are refused", async ({ page }) => {
    const srcdoc = form("/auth/login", `target="_top"`).replaceAll('"', "&quot;");
    await ownPage(page, `<iframe sandbox="allow-forms allow-top-navigation" srcdoc="${srcdoc}"></iframe>`);
    await page.frameLocator("iframe").getByRole("button").click();
    await expect(page.getByText("La demande ne vient pas de ce site.")).toBeVisible();
  });

  for (const policy of ["unsafe-url", "no-referrer"]) {
    test(`of another site are refused (Referrer-Policy: ${policy})`, async ({ page, servers }) => {
      const meta = `<meta name="referrer" content="${policy}">`;
      const site = await otherSite(`${meta}${form(`${servers.application}/auth/login`)}`);
      await page.goto(site.address);
      await page.getByRole("button").click();
      await expect(page.getByText("La demande ne vient pas de ce site.")).toBeVisible();
      site.stop();
    });
  }
});

test.describe("hosts and addresses", () => {
  for (const path of ["/auth/login?returnTo=/dossiers", "/dossiers"]) {
    test(`a login begun under another name of the host ends well: ${path}`, async ({ page, servers }) => {
      await page.goto(`${servers.application.replace("localhost", "127.0.0.1")}${path}`);
      await logInAs(page, "town-hall-agent");
      await expect(page).toHaveURL(`${servers.application}/dossiers`);
      await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
    });
  }

  for (const address of [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    "javascript:alert(1)",
  ]) {
    test(`no returnTo leaves the application: ${JSON.stringify(address)}`, async ({ page, servers }) => {
      await page.goto(`/auth/login?returnTo=${encodeURIComponent(address)}`);
      await logInAs(page, "town-hall-agent");
      await expect(page).toHaveURL(`${servers.application}/`);
    });
  }
});

test.describe("tabs and history", () => {
  test("ten tabs that log in at the same moment each land on their own page", async ({ context }) => {
    const tabs = await Promise.all(
      Array.from({ length: 10 }, async (_, number) => {
        const page = await context.newPage();
        await page.goto(`/dossiers?onglet=${number}`);
        return { page, number };
      }),
    );
    // One click after the other at the provider, but nobody waits for the answers to arrive here.
    for (const { page } of tabs)
      await page.locator('[data-persona="town-hall-agent"]').click({ noWaitAfter: true });
    for (const { page, number } of tabs) {
      await expect(page).toHaveURL(`/dossiers?onglet=${number}`);
      await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
    }
  });

  test("back after a login shows no error, and the page still works", async ({ page }) => {
    await page.goto("/");
    await page.goto("/dossiers");
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL("/dossiers");
    await page.goBack();
    await page.goForward();
    await expect(page).toHaveURL("/dossiers");
    await page.reload();
    await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  });

  test("a click in one tab after the logout in another asks to log in, and goes where it was to go", async ({
    context,
  }) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto("/");
    await first.goto("/auth/login");
    await logInAs(first, "town-hall-agent");
    await second.goto("/");
    await expect(second.getByRole("table")).toBeVisible();
    await first.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(first.getByRole("table")).toBeHidden();
    await second.getByRole("link", { name: /dossiers/i }).click();
    await logInAs(second, "ministry-agent");
    await expect(second).toHaveURL("/dossiers");
  });
});
