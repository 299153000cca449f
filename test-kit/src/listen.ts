import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

/**
 * Starts a server on a free port.
 *
 * @param host - `127.0.0.1` by default; `localhost` where the address is to be the same site as an application's
 * @returns its address over http
 */
export async function listen(server: Server, host: "127.0.0.1" | "localhost" = "127.0.0.1"): Promise<URL> {
  server.listen(0, host);
  await once(server, "listening");
  return new URL(`http://${host}:${(server.address() as AddressInfo).port}`);
}

/** Stops a server, and ends the connections that it still has where it is one of HTTP. */
export async function stopListening(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections?.();
  await closed;
}
