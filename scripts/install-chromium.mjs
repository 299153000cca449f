// Makes sure that there is a Chromium: Playwright's own where it can be downloaded, else the system's, else Debian's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const system = "/usr/bin/chromium";
if (!existsSync(chromium.executablePath()) && !existsSync(system)) {
  console.log("No Chromium yet: downloading Playwright’s own…");
  const downloaded = run("npx", [
    "playwright",
    "install",
    "--with-deps",
    "chromium-headless-shell",
    "chromium",
  ]);
  if (!downloaded || !existsSync(chromium.executablePath())) {
    console.log("It cannot be downloaded here: installing Debian’s package chromium…");
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"]);
  }
  if (!existsSync(chromium.executablePath()) && !existsSync(system)) {
    console.error(
      "There is no Chromium, and none could be installed. Install one as /usr/bin/chromium, then try again.",
    );
    process.exit(1);
  }
}

function run(command, parameters) {
  // A browser that cannot be downloaded should not make anybody wait for minutes.
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: "noninteractive",
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000",
  };
  return spawnSync(command, parameters, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
