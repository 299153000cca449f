import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server on an address of each kind: `localhost` means either, as the client likes. */
export interface DualServer {
  readonly port: number;
  /** Says what answers. Until then nothing does. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

/** An IPv4 and an IPv6 address to listen on. */
export type Addresses = readonly [ipv4: string, ipv6: string];

/** Where a provider of this host name listens: on this machine, or on all its addresses if told so. */
export function addressesFor(host: string, allowRemote: boolean): Addresses {
  if (allowRemote) return ["0.0.0.0", "::"];
  return [host.startsWith("127.") ? host : "127.0.0.1", "::1"];
}

/**
 * Listens on both addresses; the IPv6 one is left out where the machine has none.
 *
 * @param port 0 for a free one
 * @throws Error when the port is taken
 */
export async function listen(port: number, addresses: Addresses): Promise<DualServer> {
  const [address4, address6] = addresses;
  const ipv4 = createServer();
  const ipv6 = createServer();
  await bind(ipv4, address4, port).catch((error: unknown) => {
    throw codeOf(error) === "EADDRINUSE" ? portTaken(port, error) : error;
  });
  const bound = (ipv4.address() as AddressInfo).port;

  try {
    await bind(ipv6, address6, bound);
  } catch (error) {
    const taken = codeOf(error) === "EADDRINUSE";
    if (taken) await close(ipv4);
    // A port free on one address only: another one will do, unless this very one was asked for.
    if (taken && port === 0) return listen(0, addresses);
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

async function bind(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, ipv6Only: true }, () => {
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
