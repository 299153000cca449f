import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import { boundedCall } from "./bounded-call.js";

let server: Server;
afterEach(() => stopListening(server));

/** A provider that does with each request what the list says; the bodies that it received, in order. */
async function provider(
  ...acts: ((socket: Socket, response: ServerResponse) => unknown)[]
): Promise<{ origin: string; bodies: string[]; sockets: Socket[] }> {
  const bodies: string[] = [];
  const sockets: Socket[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await request.setEncoding("utf8").toArray()).join("");
    const act = acts[bodies.length];
    bodies.push(body);
    sockets.push(request.socket);
    act?.(request.socket, response);
  }
  server = createServer((request, response) => void answer(request, response));
  const { origin } = await listen(server);
  return { origin, bodies, sockets };
}

const answers = (_socket: Socket, response: ServerResponse): unknown => response.end("{}");
const resets = (socket: Socket): unknown => socket.resetAndDestroy();
const closes = (socket: Socket): unknown => socket.destroy();
const begins = (socket: Socket): unknown => socket.end("HTTP/1.1 200 OK\r\ncontent-");
const redeem = (origin: string, code: string): ReturnType<typeof boundedCall> =>
  boundedCall(origin, { method: "POST", body: `code=${code}` });

test.each([
  ["reset", resets],
  ["closed", closes],
])(
  "a kept connection that is %s as it is used again: the code goes out once more, on a new one",
  async (_how, act) => {
    const { origin, bodies, sockets } = await provider(answers, act, answers);
    await redeem(origin, "first");
    expect((await redeem(origin, "second")).status).toBe(200);
    expect(bodies).toEqual(["code=first", "code=second", "code=second"]);
    expect([sockets[1] === sockets[0], sockets[2] === sockets[1]]).toEqual([true, false]);
  },
);

test("it goes out once more only", async () => {
  const { origin, bodies } = await provider(answers, answers, resets, resets, answers);
  // Two connections are kept: the second time goes out on neither.
  await Promise.all([redeem(origin, "one"), redeem(origin, "other")]);
  await expect(redeem(origin, "second")).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(bodies).toHaveLength(4);
});

test("a new connection that is reset was refused: nothing goes out again", async () => {
  const { origin, bodies } = await provider(resets, answers);
  await expect(redeem(origin, "only")).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(bodies).toEqual(["code=only"]);
});

test("after the first byte of an answer nothing goes out again", async () => {
  const { origin, bodies } = await provider(answers, begins, answers);
  await redeem(origin, "first");
  await expect(redeem(origin, "second")).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(bodies).toEqual(["code=first", "code=second"]);
});
