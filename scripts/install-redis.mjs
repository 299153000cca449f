// Makes sure that there is a redis-server for the tests of the session store: the system's, else Debian's package.
import { spawnSync } from "node:child_process";

const exists = () => spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;

if (!exists()) {
  console.log("No redis-server yet: installing Debian’s package…");
  run("apt-get", ["update", "-q"]);
  // The tests start servers of their own: the system must not start one too.
  run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "redis-server"]);
  if (!exists()) {
    console.error("There is no redis-server, and none could be installed. Install one, then try again.");
    process.exit(1);
  }
}

function run(command, parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return spawnSync(command, parameters, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}
