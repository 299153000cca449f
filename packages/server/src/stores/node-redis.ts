import type { Scripting } from "./scripting.js";

/** What is used of a client of the package `redis`, version 5 or 6: a single server, a Cluster or a Sentinel. */
export interface NodeRedisClient {
  readonly isOpen: boolean;
  readonly isReady?: boolean;
  withCommandOptions(options: { abortSignal: AbortSignal }): {
    eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  };
  listenerCount(event: "error"): number;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

export function isNodeRedis(client: unknown): client is NodeRedisClient {
  return has(client, "withCommandOptions") && has(client, "eval") && "isOpen" in client;
}

function has<Name extends string>(client: unknown, name: Name): client is Record<Name, unknown> {
  return (
    typeof client === "object" &&
    client !== null &&
    typeof (client as Record<string, unknown>)[name] === "function"
  );
}

export function nodeRedis(client: NodeRedisClient): Scripting {
  return {
    unavailableReason() {
      if (!client.isOpen) return "the client is not connected: call connect() on it, once";
      // A Cluster of version 5 does not say whether it is ready: its commands have the timeout.
      return client.isReady === false ? "the client has lost Redis and tries to come back" : undefined;
    },
    // With a signal, a command that waits for the connection leaves the client’s queue when its time is up.
    run: (script, key, parameters, abortSignal) =>
      client.withCommandOptions({ abortSignal }).eval(script, { keys: [key], arguments: [...parameters] }),
  };
}
