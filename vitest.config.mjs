import { defineConfig } from "vitest/config";

// The browser packages are tested in a real browser: see playwright.config.ts.
export default defineConfig({
  test: { include: ["packages/{profiles,server,mock}/src/**/*.test.ts", "hostile/*.test.ts"] },
});
