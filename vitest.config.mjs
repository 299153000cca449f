import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** The profiles as they are written, not as they were built last: an edit there fails a test of the server at once. */
const alias = {
  "@moncomptepro/profiles/brands": source("profiles/src/brands.ts"),
  "@moncomptepro/profiles": source("profiles/src/index.ts"),
};

// The browser packages are tested in a real browser: see playwright.config.ts.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // Those that run at the same time wait for a provider that is slow, and cost nothing.
          maxConcurrency: 20,
          // A crowded machine takes its time; a test that waits for nothing in vain needs none of it.
          testTimeout: 20_000,
          hookTimeout: 30_000,
          include: ["packages/{profiles,server,mock}/{src,examples}/**/*.test.ts", "e2e/hostile/*.test.ts"],
        },
      },
      {
        test: {
          name: "engines",
          // As for Chromium: a browser that hangs once is no fault of ours.
          retry: process.env.CI ? 1 : 0,
          include: ["e2e/engines/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As long as the driver waits for what it looks for.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      // Its example is installed before: see the step "accounts" of scripts/test.mjs.
      { test: { name: "accounts", include: ["e2e/hostile/accounts/*.test.ts"] } },
    ],
  },
});
