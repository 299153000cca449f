import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { vi } from "vitest";
import { freePort } from "./free-port.js";

/** The bus of a cluster takes the port 10,000 above its server's. */
const HIGHEST = 55_000;

/** A real Redis server on a free port, of which nothing remains. */
export interface Redis {
  readonly url: string;
  readonly port: number;
  /** Ends the server as a crash would; what it held is gone, unless it is durable. */
  crash(): Promise<void>;
  /** Lets it answer nothing, though connections stay open, until it goes on. */
  freeze(): void;
  goOn(): void;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisSettings {
  /** Keeps every write on disk before it answers. Default false. */
  readonly durable?: boolean;
  /** More parameters of the command. */
  readonly parameters?: readonly string[];
}

export async function startRedis({ durable = false, parameters = [] }: RedisSettings = {}): Promise<Redis> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const port = await freePort(HIGHEST);
  const persistence = durable ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--appendonly", "no"];
  const all = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const start = (): Promise<ChildProcess> => run([...all, ...persistence, ...parameters]);
  let server = await start();

  async function crash(): Promise<void> {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    crash,
    freeze: () => server.kill("SIGSTOP"),
    goOn: () => server.kill("SIGCONT"),
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) await crash();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Several servers that make one. */
export interface RedisGroup {
  readonly servers: readonly Redis[];
  stop(): Promise<void>;
}

/** Three servers that make a Redis Cluster, each with a third of the keys. */
export async function startCluster(): Promise<RedisGroup> {
  const parameters = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
  const servers = await Promise.all([1, 2, 3].map(() => startRedis({ parameters })));
  const addresses = servers.map(({ port }) => `127.0.0.1:${port}`);
  await cli(["--cluster", "create", ...addresses, "--cluster-yes"]);
  for (const { port } of servers)
    await vi.waitFor(
      async () => {
        if (!(await cli(["-p", String(port), "cluster", "info"])).includes("cluster_state:ok"))
          throw new Error("the nodes of the cluster do not agree yet");
      },
      { timeout: 20_000 },
    );
  return { servers, stop: () => stopAll(servers) };
}

/** A primary, its replica, and the Sentinel that puts the replica in its place. */
export interface SentinelGroup extends RedisGroup {
  readonly name: string;
  readonly sentinelPort: number;
  /** Ends the primary as a crash would, and waits until the replica has its place. */
  failOver(): Promise<void>;
}

export async function startSentinel(): Promise<SentinelGroup> {
  const primary = await startRedis();
  const parameters = ["--replicaof", "127.0.0.1", String(primary.port)];
  const replica = await startRedis({ parameters });
  const folder = mkdtempSync(join(tmpdir(), "sentinel-"));
  const sentinelPort = await freePort(HIGHEST);
  const file = join(folder, "sentinel.conf");
  const name = "sessions";
  writeFileSync(
    file,
    `port ${sentinelPort}
bind 127.0.0.1
dir ${folder}
sentinel monitor ${name} 127.0.0.1 ${primary.port} 1
sentinel down-after-milliseconds ${name} 500
sentinel failover-timeout ${name} 5000
`,
  );
  const sentinel = await run([file, "--sentinel"], "Sentinel ID is");
  const ask = (...command: string[]): Promise<string> =>
    cli(["-p", String(sentinelPort), "sentinel", ...command]);
  const until = (what: string, isSo: () => Promise<boolean>): Promise<void> =>
    vi.waitFor(
      async () => {
        if (!(await isSo())) throw new Error(what);
      },
      { timeout: 30_000 },
    );
  await until("the replica is unknown to the Sentinel", async () =>
    (await ask("replicas", name)).includes("master-link-status\nok"),
  );
  const servers = [primary, replica];
  return {
    servers,
    name,
    sentinelPort,
    failOver: async () => {
      await primary.crash();
      await until("the Sentinel has not changed the primary", async () =>
        (await ask("get-master-addr-by-name", name)).includes(String(replica.port)),
      );
    },
    stop: async () => {
      const ended = once(sentinel, "exit");
      sentinel.kill("SIGKILL");
      await ended;
      await stopAll(servers);
      rmSync(folder, { recursive: true });
    },
  };
}

async function stopAll(servers: readonly Redis[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}

async function cli(parameters: readonly string[]): Promise<string> {
  return (await promisify(execFile)("redis-cli", parameters)).stdout;
}

/** Starts a server and waits for the line of its log that says that it is there. */
async function run(
  parameters: readonly string[],
  sign = "Ready to accept connections",
): Promise<ChildProcess> {
  const server = spawn("redis-server", parameters, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes(sign)) {
      server.stdout.resume();
      return server;
    }
  }
  throw new Error("redis-server stopped before it listened: is it installed?");
}
