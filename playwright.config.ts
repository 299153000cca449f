import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

// Playwright's own Chromium where it could be downloaded, else the system's.
const own = chromium.executablePath();
const executablePath = existsSync(own) ? own : "/usr/bin/chromium";

export default defineConfig({
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  // A browser that hangs once on a crowded machine is no fault of ours; the summary names what needed a second try.
  retries: process.env["CI"] ? 1 : 0,
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] ? [["list"], ["json"]] : [["list"]],
  // A login crosses several pages and two cores may be shared by all of them.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    locale: "fr-FR",
    launchOptions: {
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        // Nothing but the page under test may use the network.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "button", testDir: "packages/button/src", testMatch: "**/*.test.ts" },
    { name: "browser", testDir: "packages/browser/src", testMatch: "**/*.test.ts" },
    {
      name: "e2e",
      testDir: "e2e",
      // Each folder in it has a step of its own.
      testMatch: /\/e2e\/[^/]+\.test\.ts$/,
    },
    { name: "next", testDir: "e2e/next", testMatch: "*.test.ts" },
  ],
});
