import { createServer } from "node:net";
import { listen, stopListening } from "./listen.js";

/**
 * A port that nothing listens on, for what has to be told its port before it starts.
 *
 * @param below - the port is smaller
 */
export async function freePort(below = 65_536): Promise<number> {
  const server = createServer();
  const { port } = await listen(server);
  await stopListening(server);
  return Number(port) < below ? Number(port) : freePort(below);
}
