import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.js";
import { ownPage } from "./own-page.js";
import { logInAs } from "./provider-pages.js";
import { answerOf, transactions } from "./transactions.js";

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
    expect(await transactions(context)).toEqual([]);
  });

  test("an XMLHttpRequest starts nothing either", async ({ page, context }) => {
    await page.goto("/");
    const status = await page.evaluate(() => {
      const request = new XMLHttpRequest();
      request.open("GET", "/dossiers");
      request.send();
      return new Promise<number>((resolve) => {
        request.addEventListener("load", () => resolve(request.status));
      });
    });
    expect(status).toBe(401);
    expect(await transactions(context)).toEqual([]);
  });

  test("a HEAD starts and consumes nothing", async ({ page, context, servers }) => {
    await page.goto("/dossiers");
    const answer = await answerOf(page, "town-hall-agent");
    await page.goto("/");
    const statuses = await page.evaluate(
      (addresses) =>
        Promise.all(addresses.map(async (address) => (await fetch(address, { method: "HEAD" })).status)),
      ["/dossiers", "/auth/login", answer],
    );
    expect(statuses).toEqual([401, 204, 204]);
    expect((await transactions(context)).length).toBe(1);
    await page.goto(answer);
    await expect(page).toHaveURL(`${servers.application}/dossiers`);
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
    expect((await transactions(context)).length).toBe(1);
    await page.goto(answer);
    await expect(page).toHaveURL(`${servers.application}/dossiers`);
  });
});

test.describe("scripts of another origin", () => {
  /** What a script of the page gets from each address: its status, or the name of what was thrown. */
  const fetched = (page: Page, addresses: string[], options: RequestInit): Promise<(string | number)[]> =>
    page.evaluate(
      ([all, init]) =>
        Promise.all(
          all.map((address) =>
            fetch(address, init).then(
              ({ status }) => status,
              (error: Error) => error.name,
            ),
          ),
        ),
      [addresses, options] as const,
    );

  test("read neither a guarded page nor who is logged in, and start nothing", async ({
    page,
    context,
    servers: { application },
    otherSite,
  }) => {
    const addresses = [`${application}/dossiers`, `${application}/auth/login`, `${application}/auth/me`];
    const site = await otherSite("<p>Ailleurs</p>");
    await page.goto(site);
    expect(await fetched(page, addresses, { credentials: "include" })).toEqual(Array(3).fill("TypeError"));
    expect(await fetched(page, addresses, { mode: "no-cors", credentials: "include" })).toEqual(
      Array(3).fill("TypeError"),
    );
    expect(await transactions(context)).toEqual([]);

    await page.goto(`${application}/dossiers`);
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL(`${application}/dossiers`);
    await page.goto(site);
    expect(await fetched(page, addresses, { credentials: "include" })).toEqual(Array(3).fill("TypeError"));
  });
});

test.describe("frames", () => {
  test("a frame that goes to a guarded page gets a link that leads out of it, and no login begins", async ({
    page,
    context,
  }) => {
    const framed = page.waitForResponse((response) => response.url().endsWith("/dossiers"));
    await ownPage(page, `<iframe src="/dossiers"></iframe>`);
    expect((await framed).status()).toBe(401);
    await expect(page.frameLocator("iframe").getByRole("link")).toHaveAttribute("target", "_top");
    expect(await transactions(context)).toEqual([]);
  });

  for (const path of ["/auth/callback?state=x", "/auth/logout", "/auth/me"]) {
    test(`no other site can frame a page of ours: ${path}`, async ({ page, servers, otherSite }) => {
      await page.goto(await otherSite(`<iframe src="${servers.application}${path}"></iframe>`));
      const frame = page.frames()[1];
      await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    });
  }
});

test.describe("forms", () => {
  const form = (path: string, attributes = ""): string =>
    `<form method="post" action="${path}" ${attributes}><button>Envoyer</button></form>`;

  test("log in and out under form-action 'self', though the provider is elsewhere", async ({ page }) => {
    const policy = { "content-security-policy": "default-src 'self'; form-action 'self'" };
    const login = form("/auth/login?returnTo=/dossiers");
    await ownPage(page, login, policy);
    await page.getByRole("button").click();
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL("/dossiers");

    await page.unroute("/own");
    await ownPage(page, form("/auth/logout"), policy);
    await page.getByRole("button").click();
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("table")).toBeHidden();
  });

  test("of a page that does not tell where it is from are its own all the same", async ({ page }) => {
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

  for (const path of ["/auth/login", "/auth/logout"]) {
    for (const policy of ["unsafe-url", "no-referrer"]) {
      test(`of another site are refused: ${path}, Referrer-Policy ${policy}`, async ({
        page,
        servers: { application },
        otherSite,
      }) => {
        await page.goto("/auth/login");
        await logInAs(page, "town-hall-agent");
        await expect(page.getByRole("table")).toBeVisible();
        await page.goto(
          await otherSite(`<meta name="referrer" content="${policy}">${form(application + path)}`),
        );
        const posted = page.waitForRequest((request) => request.method() === "POST");
        await page.getByRole("button").click();
        const { origin } = await (await posted).allHeaders();
        expect(origin).toMatch(policy === "no-referrer" ? /^null$/ : /^http:\/\/127\.0\.0\.1:/);
        await expect(page.getByText("La demande ne vient pas de ce site.")).toBeVisible();
        await page.goto("/");
        await expect(page.getByRole("table")).toBeVisible();
      });
    }
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
