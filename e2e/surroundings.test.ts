import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { loginButton, logOut } from "./application-pages.js";
import { logInAs } from "./provider-pages.js";
import { startBehind, type Proxied, type ProxyHabits } from "./proxy.js";

// The running Express example, as it is, in what stands around real sites.

const WORKER = `addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));`;

const INSTALL = `<!doctype html><title>Installation</title><script type="module">
await navigator.serviceWorker.register("/worker.js");
navigator.serviceWorker.controller ?? await new Promise((resolve) =>
  navigator.serviceWorker.addEventListener("controllerchange", resolve));
document.title = "Installé";
</script>`;

const FRAMED = `<!doctype html><title>Intranet</title><iframe src="/dossiers" style="width: 600px; height: 400px"></iframe>`;

async function behind(
  habits: ProxyHabits,
  use: (proxied: Proxied) => Promise<void>,
  base = "",
): Promise<void> {
  const proxied = await startBehind(habits, base);
  try {
    await use(proxied);
  } finally {
    await proxied.stop();
  }
}

/** A worker with real Workbox, in one file. */
async function withWorkbox(name: string): Promise<string> {
  const folder = new URL("workbox/", import.meta.url).pathname;
  const entry = `${folder}worker.mjs`;
  const plugin = {
    name: "worker",
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? `import "./at-once.mjs"; import "./${name}.mjs";` : null),
    renderChunk: (chunk: string) => chunk.replaceAll("process.env.NODE_ENV", '"production"'),
  };
  const built = await rollup({ input: entry, plugins: [plugin, nodeResolve({ browser: true })] });
  const { output } = await built.generate({ format: "iife" });
  await built.close();
  return output[0].code;
}

async function expectDossiers(page: Page, application: string): Promise<void> {
  await expect(page).toHaveURL(`${application}/dossiers`);
  await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
}

test("a service worker that passes requests on: a person logs in", async ({ page }) => {
  await behind({ answers: { "/worker.js": WORKER, "/install": INSTALL } }, async ({ application, seen }) => {
    await page.goto(`${application}/install`);
    await expect(page).toHaveTitle("Installé");
    await page.goto(`${application}/dossiers`);
    expect(seen.get("/dossiers")).toMatchObject({ "sec-fetch-mode": "navigate", "sec-fetch-dest": "empty" });
    await logInAs(page, "town-hall-agent");
    await expectDossiers(page, application);
    expect(seen.get("/auth/callback")).toMatchObject({ "sec-fetch-dest": "empty" });
  });
});

test("Workbox that stores pages: login, guard and logout, and nothing of the person is left when offline", async ({
  page,
  context,
}) => {
  const shown = await readFile(new URL("../packages/server/README.md", import.meta.url), "utf8");
  expect(shown).toContain(await readFile(new URL("workbox/stored-pages.mjs", import.meta.url), "utf8"));
  const worker = await withWorkbox("stored-pages");
  await behind({ answers: { "/worker.js": worker, "/install": INSTALL } }, async ({ application }) => {
    await page.goto(`${application}/install`);
    await expect(page).toHaveTitle("Installé");
    await page.goto(`${application}/dossiers`);
    await logInAs(page, "town-hall-agent");
    await expectDossiers(page, application);
    await page.goto(`${application}/`);
    await expect(page.getByRole("table")).toBeVisible();
    await logOut(page);
    await expect(loginButton(page)).toBeVisible();
    await page.goto(`${application}/dossiers`);
    await expect(page.locator('[data-persona="town-hall-agent"]')).toBeVisible();

    await page.goto(`${application}/install`);
    await context.setOffline(true);
    const other = await context.newPage();
    await expect(other.goto(`${application}/dossiers`)).rejects.toThrow();
    await page.reload();
    await expect(page).toHaveTitle("Installé");
    const stored = await page.evaluate(async () =>
      (await (await caches.open("pages")).keys()).map(({ url }) => new URL(url).pathname),
    );
    expect(stored).toContain("/install");
    for (const path of ["/dossiers", "/auth/callback"]) expect(stored).not.toContain(path);
  });
});

test("Workbox with an application shell that leaves our routes to the server: a person logs in", async ({
  page,
}) => {
  const worker = await withWorkbox("app-shell");
  await behind({ answers: { "/worker.js": worker, "/install": INSTALL } }, async ({ application }) => {
    await page.goto(`${application}/install`);
    await expect(page).toHaveTitle("Installé");
    await page.goto(`${application}/auth/login?returnTo=/dossiers`);
    await logInAs(page, "town-hall-agent");
    // The shell, for every page of the application; the session is there.
    await expect(page).toHaveURL(`${application}/dossiers`);
    await expect(page).toHaveTitle("Installé");
    expect(await page.evaluate(async () => (await fetch("/auth/me")).status)).toBe(200);
  });
});

test("a frame: the link of its page leads out of it, to the login and back", async ({ page }) => {
  await behind({ answers: { "/intranet": FRAMED } }, async ({ application }) => {
    await page.goto(`${application}/intranet`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "Continuez dans la fenêtre entière" })).toBeVisible();
    await frame.getByRole("link", { name: "Continuer" }).click();
    await logInAs(page, "town-hall-agent");
    await expectDossiers(page, application);
    await page.goto(`${application}/intranet`);
    // The application's own headers decide about its own pages; ours let a refusal of ours be seen.
    await expect(page.locator("iframe")).toBeVisible();
  });
});

test("a popup: the login comes back in it, and the page that opened it is logged in", async ({ page }) => {
  await behind({}, async ({ application }) => {
    await page.goto(`${application}/`);
    const opened = page.waitForEvent("popup");
    await page.evaluate(
      () => void window.open("/auth/login?returnTo=/dossiers", "login", "width=600,height=600"),
    );
    const popup = await opened;
    await logInAs(popup, "town-hall-agent");
    await expectDossiers(popup, application);
    await page.goto(`${application}/dossiers`);
    await expectDossiers(page, application);
  });
});

test("a proxy that strips the base path: with one setting a person logs in", async ({ page }) => {
  await behind(
    { strips: "/app" },
    async ({ application }) => {
      await page.goto(`${application}/dossiers`);
      await logInAs(page, "town-hall-agent");
      await expectDossiers(page, application);
    },
    "/app",
  );
});

test("a proxy that changes Host: a person logs in", async ({ page }) => {
  await behind({ host: "application.internal" }, async ({ application }) => {
    await page.goto(`${application}/dossiers`);
    await logInAs(page, "town-hall-agent");
    await expectDossiers(page, application);
  });
});

test("a proxy that changes Host and drops cookies: a page says so, and nothing goes round in circles", async ({
  page,
}) => {
  await behind({ host: "application.internal", dropsCookies: true }, async ({ application }) => {
    await page.goto(`${application}/dossiers`);
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("heading", { name: "La connexion n’a pas abouti" })).toBeVisible();
  });
});

test("a cache that obeys `public` keeps no page of a person", async ({ page, browser }) => {
  await behind({ caches: true }, async ({ application }) => {
    await page.goto(`${application}/dossiers`);
    await logInAs(page, "town-hall-agent");
    await expectDossiers(page, application);
    await page.goto(`${application}/`);
    const other = await browser.newPage();
    await other.goto(`${application}/`);
    await expect(other.getByRole("table")).toHaveCount(0);
    await other.goto(`${application}/dossiers`);
    await expect(other.locator('[data-persona="town-hall-agent"]')).toBeVisible();
    await other.close();
  });
});

test("two applications on one machine do not log each other out", async ({ page }) => {
  await behind({}, async (first) =>
    behind({}, async (second) => {
      for (const { application } of [first, second]) {
        await page.goto(`${application}/dossiers`);
        await logInAs(page, "town-hall-agent");
        await expectDossiers(page, application);
      }
      await page.goto(`${first.application}/`);
      await logOut(page);
      // The address was that one before, too.
      await expect(loginButton(page)).toBeVisible();
      await page.goto(`${second.application}/dossiers`);
      await expectDossiers(page, second.application);
      await page.goto(`${first.application}/dossiers`);
      await expect(page.locator('[data-persona="town-hall-agent"]')).toBeVisible();
    }),
  );
});
