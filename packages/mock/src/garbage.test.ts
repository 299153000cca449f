import { request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startFixture } from "../test/fixture.js";
import { garbage, type Garbage } from "../test/garbage.js";

const { mock, application } = await startFixture();

/** A login on its way, with the cookies that belong to it. */
async function startInteraction(isSignedIn: boolean): Promise<{ path: string; cookie: string }> {
  const started = await fetch(application.authorizationUrl(), { redirect: "manual" });
  const cookies = started.headers.getSetCookie();
  const path = started.headers.get("location") ?? "";
  const headers = { cookie: cookies.map((line) => line.split(";")[0]).join("; ") };
  if (!isSignedIn) return { path, cookie: headers.cookie };
  const body = new URLSearchParams({ persona: "three-organizations" });
  const url = `${mock.url}${path}/persona`;
  const signedIn = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
  const [session] = (signedIn.headers.getSetCookie()[0] ?? "").split(";");
  return { path, cookie: `${headers.cookie}; ${session}` };
}

/** Whatever was sent, the next person logs in. */
async function stillWorks(): Promise<void> {
  const url = await mock.logIn(application.authorizationUrl(), "town-hall-agent");
  const screen = { url, left: true, status: 303, text: "", headers: new Headers() };
  expect((await application.finish(screen)).idToken.sub).toBe("101");
}

/** The status of the answer. */
async function send({ method, path, parameters, headers, body }: Garbage): Promise<number> {
  const query = new URLSearchParams(parameters.map((pair) => [...pair])).toString();
  const isForm = body === undefined && method === "POST";
  return new Promise((resolve, reject) => {
    const target = isForm || query === "" ? path : `${path}?${query}`;
    const type = isForm ? { "content-type": "application/x-www-form-urlencoded" } : {};
    const options = {
      host: "127.0.0.1",
      port: mock.port,
      method,
      path: target,
      headers: { ...type, ...headers },
      agent: false,
    };
    const sent = request(options, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end(isForm ? query : method === "GET" || method === "HEAD" ? undefined : body);
  });
}

describe("garbage", () => {
  it("is answered at every endpoint, by no error of the server", async () => {
    await fc.assert(
      fc.asyncProperty(garbage, fc.boolean(), async (sent, isSignedIn) => {
        const login = sent.path.startsWith("live/") ? await startInteraction(isSignedIn) : undefined;
        const path = login ? sent.path.replace("live", login.path) : sent.path;
        const headers = login ? { ...sent.headers, cookie: login.cookie } : sent.headers;
        const status = await send({ ...sent, path, headers });
        expect(status).toBeGreaterThanOrEqual(200);
        // 502 is what the control route says of a login that cannot be.
        if (path !== "/mock/log-in") expect(status).toBeLessThan(500);
      }),
      { numRuns: 1_500 },
    );
    await stillWorks();
  }, 60_000);

  it.each([
    ["no HTTP", "\u0016\u0003\u0001\u0000"],
    ["half a request", "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nx"],
    [
      "two lengths",
      "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nxx",
    ],
    [
      "chunks that are none",
      "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ["no host", "GET /oauth/jwks HTTP/1.1\r\n\r\n"],
    ["an address that is none", "GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["another address", "GET http://evil.example/oauth/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["100,000 bytes of headers", `GET / HTTP/1.1\r\n${"x: y\r\n".repeat(16_000)}\r\n`],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
    [
      "another protocol",
      "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ],
  ])("with %s in place of a request, it goes on", async (_name, bytes) => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.on("error", () => socket.destroy());
    socket.resume().end(bytes, "latin1");
    await stillWorks();
    socket.destroy();
  });
});
