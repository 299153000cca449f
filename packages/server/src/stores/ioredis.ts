import type { Scripting } from "./scripting.js";

/** What is used of a client of the package `ioredis`, version 5 or 6: a single server, a Sentinel or a Cluster. */
export interface IoredisClient {
  /** `ready` when it runs commands; `wait` when the first command is to connect it. */
  readonly status: string;
  readonly isCluster: boolean;
  eval(script: string, keys: number, ...keysAndParameters: string[]): Promise<unknown>;
  listenerCount(event: "error"): number;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

export function isIoredis(client: unknown): client is IoredisClient {
  if (typeof client !== "object" || client === null) return false;
  const { status, isCluster, eval: run } = client as Partial<IoredisClient>;
  // Version 4 does not say whether it is a Cluster.
  return typeof status === "string" && typeof isCluster === "boolean" && typeof run === "function";
}

export function ioredis(client: IoredisClient): Scripting {
  return {
    unavailableReason: () =>
      client.status === "ready" || client.status === "wait"
        ? undefined
        : `the client has no connection to Redis (${client.status})`,
    run: (script, key, parameters) => client.eval(script, 1, key, ...parameters),
  };
}
