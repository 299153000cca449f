#!/usr/bin/env node
// A file of the repository, so that npm finds a command in a clone that was never built; it is built at the first call.
// What is published is always built.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const command = new URL("../dist/cli.js", import.meta.url);

if (!existsSync(command)) {
  console.error("moncomptepro-mock: building the kit first…");
  const cwd = fileURLToPath(new URL("../../../", import.meta.url));
  // The build says on the error output what it does: the command's own output stays what it prints.
  const { status } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

await import(command.href);
