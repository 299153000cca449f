import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server on both loopback addresses: `localhost` means either, as the client likes. */
export interface LoopbackServer {
  readonly port: number;
  /** Says what answers. Until then nothing does. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1, and on ::1 where the machine has it.
 *
 * @param port 0 for a free one
 * @throws Error when the port is taken
 */
export async function listenOnLoopback(port: number): Promise<LoopbackServer> {
  const ipv4 = createServer();
  const ipv6 = createServer();
  await listen(ipv4, "127.0.0.1", port).catch((error: unknown) => {
    throw codeOf(error) === "EADDRINUSE" ? portTaken(port, error) : error;
  });
  const bound = (ipv4.address() as AddressInfo).port;

  try {
    await listen(ipv6, "::1", bound);
  } catch (error) {
    const taken = codeOf(error) === "EADDRINUSE";
    if (taken) await close(ipv4);
    // A port free on one address only: another one will do, unless this very one was asked for.
    if (taken && port === 0) return listenOnLoopback(0);
    if (taken) throw portTaken(port, error);
  }

  return {
    port: bound,
    serve(listener) {
      for (const server of [ipv4, ipv6]) server.on("request", listener);
    },
    close: async () => {
      await Promise.all([close(ipv4), close(ipv6)]);
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portTaken(port: number, cause: unknown): Error {
  return new Error(
    `Port ${port} is taken: another program listens there. Stop it, or choose another port (0 for any free one).`,
    { cause },
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
