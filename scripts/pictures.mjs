// Takes the pictures of the READMEs that show pages: `npm run pictures`, after a build.
// The mock’s people, the Express example with a person logged in, and the page of a login that was given up.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const root = fileURLToPath(new URL("..", import.meta.url));
const [application, provider] = [await freePort(), await freePort()].map(
  (port) => `http://localhost:${port}`,
);
const settings = {
  MONCOMPTEPRO_ISSUER: provider,
  MONCOMPTEPRO_CLIENT_ID: "moncomptepro-demo",
  MONCOMPTEPRO_CLIENT_SECRET: "moncomptepro-demo-secret",
  MONCOMPTEPRO_BASE_URL: application,
  MONCOMPTEPRO_SESSION_SECRET: randomBytes(48).toString("base64"),
};
const processes = [
  start("packages/mock/dist/cli.js", [
    "--port",
    new URL(provider).port,
    "--redirect-uri",
    `${application}/auth/callback`,
    "--post-logout-redirect-uri",
    `${application}/auth/logout/callback`,
  ]),
  start("examples/express/server.js", [], { ...settings, PORT: new URL(application).port }),
];
const browser = await chromium.launch({
  executablePath: [chromium.executablePath(), "/usr/bin/chromium"].find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  await Promise.all([application, provider].map(answers));
  const page = await browser.newPage({ locale: "fr-FR", viewport: { width: 900, height: 640 } });
  await page.goto(`${application}/auth/login`);
  await page.locator("[data-persona]").first().waitFor();
  const people = await page.locator("[data-persona]").first().boundingBox();
  await page.screenshot({
    path: `${root}docs/pictures/people.png`,
    fullPage: true,
    clip: { x: 0, y: people.y - 140, width: 900, height: 450 },
  });
  await page.locator('[data-persona="gives-up"]').click();
  await page.waitForURL(`${application}/**`);
  await page.screenshot({
    path: `${root}docs/pictures/error.png`,
    clip: { x: 0, y: 0, width: 900, height: 330 },
  });
  await page.context().clearCookies();
  await page.goto(`${application}/auth/login`);
  await page.locator('[data-persona="town-hall-agent"]').click();
  await page.waitForURL(`${application}/`);
  await page.locator("moncomptepro-account .trigger").waitFor();
  await page.screenshot({ path: `${root}docs/pictures/example.png` });
} finally {
  await browser.close();
  for (const each of processes) each.kill();
}

function start(script, parameters, env) {
  return spawn(process.execPath, [script, ...parameters], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(address) {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      return await fetch(address);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`Nothing answers at ${address}.`);
}
