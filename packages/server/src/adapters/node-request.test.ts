import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import { parts, whole, type NodeRequest } from "./node-request.js";

/** What a framework hands over once its parser has read the body. */
const parsed = (type: string, body: unknown): unknown =>
  whole({ method: "POST", url: "/auth/callback", headers: { "content-type": type }, body } as NodeRequest)
    .body;

/** A request that tells what was read of it. */
function watched(): { readonly request: NodeRequest; readonly read: string[] } {
  const read: string[] = [];
  const given = { method: "GET", url: "/", originalUrl: "/mounted/", headers: { cookie: "a=b" } };
  const request = new Proxy(given, {
    get: (target, name) => {
      read.push(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  return { request: request as NodeRequest, read };
}

test("of a request only what is asked for is read, each thing once: under Express every reading is a search", () => {
  const { request, read } = watched();
  const asked = parts(request);
  expect(read).toEqual([]);
  expect([asked.url, asked.headers]).toEqual(["/mounted/", { cookie: "a=b" }]);
  expect(read).toEqual(["originalUrl", "headers"]);
});

const FORM = "application/x-www-form-urlencoded";

test("JSON that a framework read is JSON again, also within a form's bounds", () => {
  expect(parsed("application/json; charset=utf-8", { code: "c", iss: { a: [1] } })).toBe(
    '{"code":"c","iss":{"a":[1]}}',
  );
});

test("of a form that a framework read, fields that are no text are left out", () => {
  expect(parsed(FORM, { returnTo: "/a b", prompt: ["none", "login"], more: { a: "1" } })).toBe(
    "returnTo=%2Fa+b",
  );
});

test("what a framework read as text or bytes stays as it is", () => {
  const bytes = Buffer.from("a=b");
  expect([parsed(FORM, "a=b"), parsed(FORM, bytes)]).toEqual(["a=b", bytes]);
});

test("a body that is not read to its end does not make its request one that the browser gave up", async () => {
  const server = createServer();
  const { origin } = await listen(server);
  const answered = fetch(origin, {
    method: "POST",
    headers: { "content-type": FORM },
    body: "a".repeat(50_000),
  });
  const [request, response] = (await once(server, "request")) as [IncomingMessage, ServerResponse];
  const body = whole(request).body as ReadableStream<Uint8Array>;
  const reader = body.getReader();
  await reader.read();
  await reader.cancel();
  // Access logs and the hooks of frameworks go by that.
  await once(request, "close");
  expect([request.readableAborted, request.errored]).toEqual([false, null]);
  response.end("an answer");
  expect(await (await answered).text()).toBe("an answer");
  await stopListening(server);
});
