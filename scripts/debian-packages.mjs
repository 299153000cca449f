// Debian's packages, for what the tests need and the system does not have.
import { spawnSync } from "node:child_process";

/**
 * Installs them where that is possible.
 *
 * @returns whether it was
 */
export function installDebianPackages(...names) {
  // A list that cannot be read again may be good enough.
  run("update", "-q");
  return run("install", "-q", "-y", "--no-install-recommends", ...names);
}

/**
 * Makes sure that a server is there, and ends the process where it cannot be.
 *
 * @param server - what the messages call it
 * @param name - of the package
 * @param exists - says whether it is there
 */
export function requireServer(server, name, exists) {
  if (exists()) return;
  console.log(`No ${server} yet: installing Debian’s package ${name}…`);
  installDebianPackages(name);
  if (exists()) return;
  console.error(`There is no ${server}, and none could be installed. Install it, then try again.`);
  process.exit(1);
}

function run(...parameters) {
  // The tests start servers of their own: with this run level, the system does not start one too.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return spawnSync("apt-get", parameters, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
