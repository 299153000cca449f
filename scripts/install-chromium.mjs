// Makes sure that there is a Chromium: Playwright's own where it can be downloaded, else the system's, else Debian's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installDebianPackages } from "./debian-packages.mjs";

const system = "/usr/bin/chromium";
if (!existsSync(chromium.executablePath()) && !existsSync(system)) {
  console.log("No Chromium yet: downloading Playwright’s own…");
  const parameters = ["playwright", "install", "--with-deps", "chromium-headless-shell", "chromium"];
  // A browser that cannot be downloaded should make no one wait for minutes.
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" };
  const { status } = spawnSync("npx", parameters, { stdio: ["ignore", "inherit", "inherit"], env });
  if (status !== 0 || !existsSync(chromium.executablePath())) {
    console.log("It cannot be downloaded here: installing Debian’s package chromium…");
    installDebianPackages("chromium");
  }
  if (!existsSync(chromium.executablePath()) && !existsSync(system)) {
    console.error(
      "There is no Chromium, and none could be installed. Install one as /usr/bin/chromium, then try again.",
    );
    process.exit(1);
  }
}
