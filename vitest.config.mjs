import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const packages = fileURLToPath(new URL("packages/", import.meta.url));

/**
 * The packages as they are written, not as they were built last: an edit fails a test at once. What has no source of its
 * own (the self-contained browser files), and whatever runs in a process of its own, is the built one.
 */
const alias = readdirSync(packages).flatMap((name) => {
  const { exports } = JSON.parse(readFileSync(`${packages}${name}/package.json`, "utf8"));
  return Object.entries(exports).flatMap(([entry, { default: built }]) => {
    const source = `${packages}${name}/${built?.replace("./dist/", "src/").replace(/\.js$/, ".ts")}`;
    const find = new RegExp(`^@moncomptepro/${name}${entry.slice(1)}$`);
    return existsSync(source) ? [{ find, replacement: source }] : [];
  });
});

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
        resolve: { alias },
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
      // The example and the frameworks are installed before: see the step "accounts" of scripts/test.mjs.
      {
        resolve: { alias },
        test: {
          name: "accounts",
          include: ["e2e/{applications,hostile/accounts}/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      // What bundlers make of the packages as they are built.
      {
        resolve: { alias },
        test: { name: "consumers", include: ["e2e/consumers/*.test.ts"], testTimeout: 20_000 },
      },
      // Installs the runtimes that it tries by itself.
      {
        resolve: { alias },
        test: { name: "runtimes", include: ["e2e/runtimes/*.test.ts"], testTimeout: 20_000 },
      },
      // Installs what it tries by itself, from the packages as they would be published.
      {
        resolve: { alias },
        test: { name: "stand-alone", include: ["e2e/stand-alone/*.test.ts"], testTimeout: 20_000 },
      },
    ],
  },
});
