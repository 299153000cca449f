import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A real Redis server on a free port, of which nothing remains. */
export interface Redis {
  readonly url: string;
  /** Ends the server, as a crash would; what it held is gone. */
  crash(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const port = await freePort();
  let server = await start(port, folder);

  async function crash(): Promise<void> {
    server.kill("SIGKILL");
    await once(server, "exit");
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    crash,
    restart: async () => {
      server = await start(port, folder);
    },
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) await crash();
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const parameters = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
  ];
  const server = spawn("redis-server", parameters, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes("Ready to accept connections")) {
      server.stdout.resume();
      return server;
    }
  }
  throw new Error("redis-server stopped before it listened: is it installed?");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
