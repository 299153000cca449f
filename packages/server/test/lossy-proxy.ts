import { connect, createServer, type Socket } from "node:net";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";

/** What stands between a client and its server, and loses an answer when it is told to. */
export interface LossyProxy {
  readonly port: number;
  /** Lets the next command arrive, swallows its answer and breaks the connection, as a network does in a crash. */
  loseNextAnswer(): void;
  stop(): Promise<void>;
}

export async function startLossyProxy(target: number): Promise<LossyProxy> {
  let isLosing = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => {
      if (isLosing) client.destroy();
      else client.write(bytes);
      isLosing = false;
    });
  });
  const { port } = await listen(server);
  return {
    port: Number(port),
    loseNextAnswer: () => {
      isLosing = true;
    },
    stop: async () => {
      const stopped = stopListening(server);
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}
