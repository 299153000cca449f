import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { REDIRECT_URI } from "../../test/relying-party.js";
import { startMockProvider, type MockProvider } from "../index.js";

let mock: MockProvider;
let application: Server;
let uri: string;
/** The logout tokens that the application got, oldest first. */
const received: string[] = [];
/** What it answers. */
let status = 200;

beforeAll(async () => {
  application = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push(new URLSearchParams(body).get("logout_token") ?? "");
      response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(application, "listening");
  uri = `http://127.0.0.1:${(application.address() as AddressInfo).port}/backchannel-logout`;
  mock = await startMockProvider({
    clients: [
      { clientId: "told", clientSecret: "secret", redirectUris: [REDIRECT_URI], backchannelLogoutUri: uri },
      { clientId: "untold", clientSecret: "secret", redirectUris: [REDIRECT_URI] },
    ],
  });
});
beforeEach(async () => {
  await mock.reset();
  received.length = 0;
  status = 200;
});
afterAll(async () => {
  await mock.stop();
  application.close();
});

async function verified(): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${mock.url}/oauth/jwks`));
  const expected = { issuer: mock.issuer, audience: "told", typ: "logout+jwt" };
  return (await jwtVerify(received[0] ?? "", keys, expected)).payload;
}

it("sends a logout token to the clients that have an address for it", async () => {
  expect(await mock.backchannelLogout("town-hall-agent")).toEqual([{ client: "told", status: 200 }]);
  expect(received).toHaveLength(1);
  const claims = await verified();
  expect(claims).toMatchObject({
    sub: "101",
    jti: expect.any(String),
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  });
  expect(claims).not.toHaveProperty("nonce");
});

it("is signed with the keys of now", async () => {
  mock.fault("key_rotation");
  await fetch(`${mock.url}/oauth/token`, { method: "POST" });
  await mock.backchannelLogout("town-hall-agent");
  expect((await verified()).sub).toBe("101");
});

it("says what the application answered", async () => {
  status = 400;
  expect(await mock.backchannelLogout("claire.martin@mairie-sainte-exemple.example")).toEqual([
    { client: "told", status: 400 },
  ]);
});

it("replayed_logout_token sends the same one twice", async () => {
  mock.fault("replayed_logout_token");
  expect(await mock.backchannelLogout("contractor")).toHaveLength(2);
  expect(received[0]).toBe(received[1]);
  expect(await mock.backchannelLogout("contractor")).toHaveLength(1);
  expect(received[2]).not.toBe(received[0]);
});

it.each([
  ["wrong_iss", {}, { iss: "https://other.example" }],
  ["wrong_aud", {}, { aud: "other-client" }],
  ["wrong_nonce", {}, { nonce: "other-nonce" }],
  ["missing_claim", { claim: "events" }, { events: undefined }],
] as const)("%s %o is in the token", async (name, settings, expected) => {
  mock.fault(name as "wrong_iss", { endpoint: "backchannel_logout", ...settings });
  await mock.backchannelLogout("contractor");
  const claims = decodeJwt(received[0] ?? "");
  for (const [claim, value] of Object.entries(expected)) expect(claims[claim]).toBe(value);
});

it("wrong_signature is one", async () => {
  mock.fault("wrong_signature", { endpoint: "backchannel_logout", person: "contractor" });
  await mock.backchannelLogout("town-hall-agent");
  await verified();
  received.length = 0;
  await mock.backchannelLogout("contractor");
  await expect(verified()).rejects.toThrow("signature verification failed");
});

it("refuses an unknown person, and clients without an address", async () => {
  await expect(mock.backchannelLogout("me")).rejects.toThrow(
    "Unknown person me. Known people: town-hall-agent",
  );
  const other = await startMockProvider();
  await expect(other.backchannelLogout("contractor")).rejects.toThrow("No client has a backchannelLogoutUri");
  await other.stop();
});

it("says that the application is not there", async () => {
  const other = await startMockProvider({ backchannelLogoutUri: "http://127.0.0.1:9/" });
  await expect(other.backchannelLogout("contractor")).rejects.toThrow(
    "could not be sent to http://127.0.0.1:9/",
  );
  await other.stop();
});
