import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boundedCall } from "./bounded-call.js";
import { callByFetch } from "./call-by-fetch.js";
import { MAXIMUM_ANSWER, type ProviderCall } from "./provider-call.js";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** What the server does with a call, and the code that the call ends with. */
const REFUSED: [string, Answer, string][] = [
  ["is too large", (response) => response.end("a".repeat(MAXIMUM_ANSWER + 1)), "provider_error"],
  [
    "is packed, which was not asked for",
    (response) => response.writeHead(200, { "content-encoding": "gzip" }).end("packed"),
    "provider_error",
  ],
  ["never comes", () => undefined, "provider_timeout"],
  ["begins and never ends", (response) => response.writeHead(200).write("{"), "provider_timeout"],
  [
    "is cut off",
    (response) => response.writeHead(200, { "content-length": "10" }).write("{", () => response.destroy()),
    "provider_unavailable",
  ],
  ["is a connection that ends", (response) => response.destroy(), "provider_unavailable"],
  [
    "has more headers than 16 kB",
    (response) => response.writeHead(200, { "x-long": "a".repeat(17_000) }).end(),
    "provider_unavailable",
  ],
];
const ODD: [string, Answer][] = [
  [
    "an upgrade",
    ({ socket }) =>
      socket?.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
  ],
  [
    "the status 999",
    ({ socket }) => socket?.end("HTTP/1.1 999 Odd\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"),
  ],
];

let server: Server;
let address: string;
let answer: Answer;
let followed = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/elsewhere") {
      followed = true;
      response.end("elsewhere");
    } else answer(response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?secret=1`;
});
afterAll(() => {
  server.close().closeAllConnections();
});

const calls: [string, ProviderCall][] = [
  ["by Node", boundedCall],
  ["by a fetch of the application", callByFetch(fetch)],
];

describe.each(calls)("a call %s", (name, call) => {
  test.each(REFUSED)("whose answer %s", async (_what, given, code) => {
    answer = given;
    const refused = call(address, { timeout: code === "provider_timeout" ? 100 : 10_000 });
    await expect(refused).rejects.toMatchObject({ code });
    await expect(refused).rejects.not.toMatchObject({ hint: expect.stringContaining("secret") as string });
  });

  test.skipIf(name !== "by Node").each(ODD)("whose answer is %s", async (_what, given) => {
    answer = given;
    await expect(call(address, { timeout: 10_000 })).rejects.toMatchObject({ code: "provider_error" });
  });

  test("gives status, headers and text, of 256 kB at most", async () => {
    answer = (response) => response.writeHead(400, { "x-own": "1" }).end("é".repeat(MAXIMUM_ANSWER / 2));
    const { status, headers, text } = await call(address);
    expect([status, headers["x-own"], text === "é".repeat(MAXIMUM_ANSWER / 2)]).toEqual([400, "1", true]);
  });

  test("asks for nothing packed, and takes an answer that says so in its own letters", async () => {
    let asked: string | undefined;
    answer = (response, { headers }) => {
      asked = headers["accept-encoding"];
      response.writeHead(200, { "content-encoding": "Identity" }).end("plain");
    };
    expect((await call(address)).text).toBe("plain");
    expect(asked).toBe("identity");
  });

  test("does not follow a redirect: a secret stays with whom it was for", async () => {
    answer = (response) => response.writeHead(302, { location: "/elsewhere" }).end();
    expect((await call(address)).status).toBe(302);
    expect(followed).toBe(false);
  });

  test("that is given up is over for the server too", async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (response) => void response.once("close", resolve);
    });
    await expect(call(address, { timeout: 100 })).rejects.toMatchObject({ code: "provider_timeout" });
    await closed;
  });
});
