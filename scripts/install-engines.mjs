// Installs Debian's Firefox and WebKit where that is possible; without them their journeys are skipped.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const packages = Object.entries({
  "firefox-esr": "/usr/bin/firefox-esr",
  "webkit2gtk-driver": "/usr/bin/WebKitWebDriver",
  xvfb: "/usr/bin/Xvfb",
})
  .filter(([, file]) => !existsSync(file))
  .map(([name]) => name);

if (packages.length > 0) {
  console.log(`Installing Debian’s ${packages.join(", ")}…`);
  const done =
    run("apt-get", ["update", "-q"]) &&
    run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages]);
  if (!done) console.warn("They cannot be installed here: what needs them is skipped.");
}

function run(command, parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, parameters, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
