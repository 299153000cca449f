import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "openid-client";

/** An application like yours, in as few lines as can be: it logs people in with openid-client and greets them. */
export interface Application {
  readonly origin: string;
  stop(): void;
}

interface Session {
  readonly nonce: string;
  name?: string;
}

export async function startApplication(): Promise<Application> {
  const sessions = new Map<string, Session>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(502).end("Login failed"));
  }).listen(0, "localhost");
  await once(server, "listening");
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { origin, stop: () => void server.close() };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin);
    const id = /session=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const session = sessions.get(id);
    if (url.pathname === "/login") return login(response);
    if (url.pathname === "/auth/callback" && session) return callback(url, session, id, response);
    response.end(session?.name === undefined ? "Hello, stranger" : `Hello, ${session.name}`);
    return undefined;
  }

  async function login(response: ServerResponse): Promise<void> {
    const [id, nonce] = [randomUUID(), randomUUID()];
    sessions.set(id, { nonce });
    const location = client.buildAuthorizationUrl(await provider(), {
      redirect_uri: `${origin}/auth/callback`,
      scope: "openid email profile organization",
      state: id,
      nonce,
    });
    response
      .writeHead(303, { location: location.href, "set-cookie": `session=${id}; HttpOnly; Path=/` })
      .end();
  }

  async function callback(url: URL, session: Session, id: string, response: ServerResponse): Promise<void> {
    const checks = { expectedState: id, expectedNonce: session.nonce };
    const tokens = await client.authorizationCodeGrant(await provider(), url, checks);
    const { sub = "" } = tokens.claims() ?? {};
    const person = await client.fetchUserInfo(await provider(), tokens.access_token, sub);
    session.name = `${person.given_name} ${person.family_name}`;
    response.writeHead(303, { location: "/" }).end();
  }
}

/** Read when it is needed: the tests say where the provider is once it listens. */
async function provider(): Promise<client.Configuration> {
  const { MONCOMPTEPRO_ISSUER = "", MONCOMPTEPRO_CLIENT_ID = "", MONCOMPTEPRO_CLIENT_SECRET } = process.env;
  return client.discovery(
    new URL(MONCOMPTEPRO_ISSUER),
    MONCOMPTEPRO_CLIENT_ID,
    MONCOMPTEPRO_CLIENT_SECRET,
    undefined,
    {
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    },
  );
}
