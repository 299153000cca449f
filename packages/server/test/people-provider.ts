import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { SignJWT } from "jose";
import { makeKey, type SigningKey } from "@moncomptepro/test-kit/hostile-provider";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";

/** Who logs in at the provider, and in which session of the provider. */
export interface Person {
  readonly sub: string;
  readonly sid?: string;
}

/** Holds the next request to one path, or its answer, until it is opened. */
interface Gate {
  /** Fulfilled once one waits. */
  readonly arrived: Promise<void>;
  open(): void;
}

/**
 * A provider that many people log in at, at the same time and with several clients: each code stands for its own login.
 * It gives refresh tokens, rotates them, and takes the second use of one for a theft.
 */
export interface PeopleProvider {
  readonly issuer: string;
  readonly clientSecret: string;
  /** Bodies that the token endpoint received. */
  readonly tokenRequests: URLSearchParams[];
  /** Refresh tokens that were revoked, in order. */
  readonly revoked: string[];
  /** The refresh token that is given next, in place of one of its own. */
  nextRefreshToken: string | undefined;
  /** How often a refresh token was used twice. */
  readonly thefts: number;
  /** Logs a person in at once; gives the parameters of the answer. */
  answer(asked: URLSearchParams, person: Person): Record<string, string>;
  /** A logout token of this moment (Back-Channel Logout 1.0 section 2.4). */
  logoutToken(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Signs with a new key from now on. */
  rotateKeys(): Promise<void>;
  /** Holds the next request to a path, or its answer: what was asked is done then. */
  hold(path: string, what?: "request" | "answer"): Gate;
  stop(): Promise<void>;
}

interface Login extends Person {
  readonly clientId: string;
  readonly nonce: string;
  readonly challenge?: string;
  readonly acr?: string;
}

/** All refresh tokens that came of one login. */
interface Family {
  readonly login: Login;
  current: string | undefined;
}

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
const now = (): number => Math.floor(Date.now() / 1000);

export async function startPeopleProvider(): Promise<PeopleProvider> {
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const issuer = (await listen(server)).origin;
  const clientSecret = "the secret of the application";

  const codes = new Map<string, Login>();
  const families = new Map<string, Family>();
  const people = new Map<string, string>();
  const gates = new Map<string, { arrive: () => void; opened: Promise<void> }>();
  const tokenRequests: URLSearchParams[] = [];
  const revoked: string[] = [];
  let keys: SigningKey[] = [await makeKey("RS256", "key-1")];
  let [serial, thefts] = [0, 0];
  const next = (what: string): string => `${what}-${(serial += 1)}`;

  const provider: PeopleProvider = {
    issuer,
    clientSecret,
    tokenRequests,
    revoked,
    nextRefreshToken: undefined,
    get thefts() {
      return thefts;
    },
    answer,
    logoutToken: ({ aud, ...claims }) =>
      sign({
        iss: issuer,
        aud: aud ?? "application",
        iat: now(),
        exp: now() + 120,
        jti: next("logout"),
        events: { [EVENT]: {} },
        ...claims,
      }),
    rotateKeys: async () => {
      keys = [await makeKey("RS256", next("key"))];
    },
    hold,
    stop: () => stopListening(server),
  };
  return provider;

  function answer(asked: URLSearchParams, person: Person): Record<string, string> {
    const { id_token: wanted } = JSON.parse(asked.get("claims") ?? "{}") as {
      id_token?: { acr?: { values: string[] } };
    };
    const acr = wanted?.acr?.values[0];
    const challenge = asked.get("code_challenge");
    const code = next("code");
    codes.set(code, {
      ...person,
      clientId: asked.get("client_id") ?? "",
      nonce: asked.get("nonce") ?? "",
      ...(challenge !== null && { challenge }),
      ...(acr !== undefined && { acr }),
    });
    return { code, state: asked.get("state") ?? "", iss: issuer };
  }

  function hold(path: string, what = "request"): Gate {
    let open = (): void => undefined;
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const opened = new Promise<void>((resolve) => (open = resolve));
    gates.set(`${what} ${path}`, { arrive, opened });
    return { arrived, open: () => open() };
  }

  async function pass(what: "request" | "answer", path: string): Promise<void> {
    const gate = gates.get(`${what} ${path}`);
    gates.delete(`${what} ${path}`);
    gate?.arrive();
    await gate?.opened;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    const body = (await request.setEncoding("utf8").toArray()).join("");
    await pass("request", path);
    if (path === "/.well-known/openid-configuration") json(response, discovery());
    else if (path === "/jwks") json(response, { keys: keys.map(({ jwk }) => jwk) });
    else if (path === "/token") await token(new URLSearchParams(body), response);
    else if (path === "/userinfo") userinfo(request, response);
    else if (path === "/revocation") revoke(new URLSearchParams(body), response);
    else response.writeHead(404).end();
  }

  function discovery(): object {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      revocation_endpoint: `${issuer}/revocation`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  async function token(body: URLSearchParams, response: ServerResponse): Promise<void> {
    tokenRequests.push(body);
    const isRefresh = body.get("grant_type") === "refresh_token";
    const family = isRefresh ? rotate(body.get("refresh_token") ?? "") : redeem(body);
    if (!family || family.login.clientId !== body.get("client_id")) {
      json(response, { error: "invalid_grant" }, 400);
      return;
    }
    const { sub, sid, clientId, nonce, acr } = family.login;
    const access = next("access");
    people.set(access, sub);
    const idToken = await sign({
      iss: issuer,
      sub,
      aud: clientId,
      iat: now(),
      exp: now() + 3600,
      auth_time: now(),
      ...(!isRefresh && { nonce }),
      ...(sid !== undefined && { sid }),
      ...(acr !== undefined && { acr }),
    });
    const { current } = family;
    await pass("answer", "/token");
    json(response, {
      access_token: access,
      token_type: "Bearer",
      expires_in: 3600,
      id_token: idToken,
      refresh_token: current,
    });
  }

  function redeem(body: URLSearchParams): Family | undefined {
    const code = body.get("code") ?? "";
    const login = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    if (!login || (login.challenge !== undefined && login.challenge !== challenge)) return undefined;
    return issue({ login, current: undefined });
  }

  function rotate(used: string): Family | undefined {
    const family = families.get(used);
    if (!family || family.current === used) return family && issue(family);
    thefts += 1;
    family.current = undefined;
    return undefined;
  }

  function issue(family: Family): Family {
    family.current = provider.nextRefreshToken ?? next("refresh");
    provider.nextRefreshToken = undefined;
    families.set(family.current, family);
    return family;
  }

  function revoke(body: URLSearchParams, response: ServerResponse): void {
    const dead = body.get("token") ?? "";
    revoked.push(dead);
    const family = families.get(dead);
    if (family) family.current = undefined;
    response.writeHead(200).end();
  }

  function userinfo(request: IncomingMessage, response: ServerResponse): void {
    const sub = people.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
    if (sub === undefined) response.writeHead(401).end();
    else json(response, { sub, email: `${sub}@mairie.example`, siret: "21920023500014" });
  }

  async function sign(claims: Record<string, unknown>): Promise<string> {
    const [key] = keys;
    if (!key) throw new Error("no key");
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.algorithm, kid: key.jwk.kid ?? "" })
      .sign(key.privateKey);
  }
}

function json(response: ServerResponse, content: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}
