// Makes sure that there is a PostgreSQL server for the tests of accounts: the system's, else Debian's package.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const debian = "/usr/lib/postgresql";
const exists = () =>
  spawnSync("postgres", ["--version"], { stdio: "ignore" }).status === 0 ||
  (existsSync(debian) &&
    readdirSync(debian).some((version) => existsSync(`${debian}/${version}/bin/postgres`)));

if (!exists()) {
  console.log("No PostgreSQL yet: installing Debian’s package…");
  run("apt-get", ["update", "-q"]);
  // The tests start servers of their own: the system must not start one too.
  run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "postgresql"]);
  if (!exists()) {
    console.error("There is no PostgreSQL, and none could be installed. Install it, then try again.");
    process.exit(1);
  }
}

function run(command, parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return spawnSync(command, parameters, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
