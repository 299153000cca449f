// Takes the picture of the README: `npm run picture -w packages/button`, after a build.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const browser = await chromium.launch({
  executablePath: [chromium.executablePath(), "/usr/bin/chromium"].find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage({ deviceScaleFactor: 2 });
const body = `<!doctype html><html lang="fr"><style>
  body { margin: 0; display: inline-flex }
  div { padding: 24px 32px 20px; background: #fff; color-scheme: light }
  .dark { background: #161616; color-scheme: dark }
</style><body>
  <div><moncomptepro-button></moncomptepro-button></div>
  <div class="dark"><moncomptepro-button></moncomptepro-button></div>`;
await page.route("http://localhost/", (route) => route.fulfill({ contentType: "text/html", body }));
await page.goto("http://localhost/");
await page.addScriptTag({
  type: "module",
  content: readFileSync(file("dist/moncomptepro-button.js"), "utf8"),
});
await page.locator(".control").last().waitFor();
await page.locator("body").screenshot({ path: file("docs/button.png") });
await browser.close();
