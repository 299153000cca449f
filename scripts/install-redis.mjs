// Makes sure that there is a redis-server for the tests of the session store: the system's, else Debian's package.
import { spawnSync } from "node:child_process";
import { requireServer } from "./debian-packages.mjs";

requireServer(
  "redis-server",
  "redis-server",
  () => spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0,
);
