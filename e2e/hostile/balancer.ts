import { createServer, request as send } from "node:http";
import type { Answering } from "@moncomptepro/test-kit/browser";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";

/** What stands before several instances of an application, and gives each request to the next one. */
export interface Balancer extends Answering {
  /** The application's address, without a final slash. */
  readonly address: string;
  /** The instances, once they have started: each with its own address. */
  instances: readonly { readonly address: string }[];
  stop(): Promise<void>;
}

export async function startBalancer(): Promise<Balancer> {
  let turn = 0;
  const server = createServer((received, response) => {
    const instance = balancer.instances[(turn += 1) % balancer.instances.length];
    const { method, url = "/", headers } = received;
    const forwarded = send(new URL(url, instance?.address), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // An instance that died is to be seen, and not to end the test.
    forwarded.on("error", () => response.writeHead(502).end());
    received.pipe(forwarded);
  });
  const { origin } = await listen(server, "localhost");

  const balancer: Balancer = {
    address: origin,
    instances: [],
    handler: (request) => fetch(request, { redirect: "manual" }),
    stop: () => stopListening(server),
  };
  return balancer;
}
