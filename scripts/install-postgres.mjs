// Makes sure that there is a PostgreSQL server for the tests of accounts: the system's, else Debian's package.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { requireServer } from "./debian-packages.mjs";

const debian = "/usr/lib/postgresql";

requireServer(
  "PostgreSQL",
  "postgresql",
  () =>
    spawnSync("postgres", ["--version"], { stdio: "ignore" }).status === 0 ||
    (existsSync(debian) &&
      readdirSync(debian).some((version) => existsSync(`${debian}/${version}/bin/postgres`))),
);
