// Installs Debian's Firefox and WebKit where that is possible; without them their journeys are skipped.
import { existsSync } from "node:fs";
import { installDebianPackages } from "./debian-packages.mjs";

const packages = Object.entries({
  "firefox-esr": "/usr/bin/firefox-esr",
  "webkit2gtk-driver": "/usr/bin/WebKitWebDriver",
  xvfb: "/usr/bin/Xvfb",
})
  .filter(([, file]) => !existsSync(file))
  .map(([name]) => name);

if (packages.length > 0) {
  console.log(`Installing Debian’s ${packages.join(", ")}…`);
  if (!installDebianPackages(...packages))
    console.warn("They cannot be installed here: what needs them is skipped.");
}
