import type { JWTPayload } from "jose";
import type { Answers, HostileProvider } from "../hostile-provider.js";

/** What a provider may answer other than the truth, by the section that it breaks. */
export interface Lie {
  readonly name: string;
  /** The code of the page that the person gets. */
  readonly code: string;
  readonly answers: (provider: HostileProvider) => Partial<Answers> | Promise<Partial<Answers>>;
}

type Case = [name: string, answers: Lie["answers"], code?: string];

/** A table of lies, with the code that those have which name no other. */
export const lies = (code: string, cases: readonly Case[]): Lie[] =>
  cases.map(([name, answers, other]) => ({ name, answers, code: other ?? code }));

export const now = (): number => Math.floor(Date.now() / 1000);

/** Header or payload of a JWT. */
export const encode = (part: unknown): string =>
  Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url");

export const withClaims = (
  change: Record<string, unknown> | ((claims: JWTPayload) => JWTPayload),
): Partial<Answers> => ({
  idTokenClaims: (claims) => (typeof change === "function" ? change(claims) : { ...claims, ...change }),
});

export const without = (name: string): Partial<Answers> =>
  withClaims((claims) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)));

/** Answers the ID token in the provider's place. */
export const signed = (idToken: Answers["idToken"]): Partial<Answers> => ({ idToken });

/** A true ID token with more in its header. */
export const withHeader = (provider: HostileProvider, header: Record<string, unknown>): Partial<Answers> =>
  signed((claims) => provider.sign(claims, undefined, header));

export const withUserinfo = (change: Record<string, unknown>): Partial<Answers> => ({
  userinfoClaims: (claims) => ({ ...claims, ...change }),
});

export const signedUserinfo = (
  provider: HostileProvider,
  change: Record<string, unknown> = {},
): Partial<Answers> => ({
  userinfo: (claims) => provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId, ...change }),
});

/** Answers requests to one path in the provider's place. */
export const takeOver = (only: string, act: Answers["takeOver"]): Partial<Answers> => ({
  takeOver: (path, response, request) => path === only && act(path, response, request),
});

/** Answers requests to one path with these bytes. */
export const send = (
  only: string,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): Partial<Answers> =>
  takeOver(only, (_path, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  });

/** Labels the true answer of one path as something else. */
export const labelled = (only: string, type: string): Partial<Answers> =>
  takeOver(only, (_path, response) => {
    const writeHead = response.writeHead.bind(response);
    Object.assign(response, { writeHead: (status: number) => writeHead(status, { "content-type": type }) });
    return false;
  });

/** Answers requests to one path with bytes that need not be HTTP, and closes the connection. */
export const sendRaw = (only: string, bytes: string): Partial<Answers> =>
  takeOver(only, (_path, { socket }) => {
    socket?.end(bytes, "latin1");
    return true;
  });

/** Leaves HTTP in the middle of a call (RFC 9110 section 15.2.2). */
export const switchProtocols = (only: string): Partial<Answers> =>
  sendRaw(only, "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n");

export const JSON_TYPE = { "content-type": "application/json" };

export const DISCOVERY = "/.well-known/openid-configuration";
