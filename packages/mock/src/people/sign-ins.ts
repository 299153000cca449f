import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BoundedMap } from "../bounded-map.js";
import type { Assurance } from "../provider/behavior.js";

/** Somebody signed in at the provider, in one browser. */
export interface SignIn {
  readonly sub: string;
  /** In seconds since the epoch: the `auth_time` of all that follows. */
  readonly signedInAt: number;
  /** A second factor was given. */
  readonly twoFactors: boolean;
  /** How the last login that an application asked for was made in this session. */
  assurance?: Assurance;
}

// The real provider calls it `session`. A cookie knows no port, so that name could take the application's own.
const COOKIE = "moncomptepro-mock.session";

/**
 * The provider's own sessions, beside those of oidc-provider: the real provider has both, and much of what surprises
 * comes from the two disagreeing.
 */
export class SignIns {
  readonly #signIns = new BoundedMap<SignIn>({ size: 10_000 });
  readonly #lifetime: number;

  /** @param lifetime in seconds */
  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  current(request: IncomingMessage): SignIn | undefined {
    const id = readId(request);
    return id === undefined ? undefined : this.#signIns.get(id);
  }

  /** Starts a session under a new identifier. The former one runs out: another tab may be about to send it. */
  open(response: ServerResponse, signIn: SignIn): void {
    const id = randomBytes(32).toString("base64url");
    this.#signIns.set(id, signIn, this.#lifetime);
    setCookie(response, `${id}; Max-Age=${this.#lifetime}`);
  }

  close(request: IncomingMessage, response: ServerResponse): void {
    const id = readId(request);
    if (id !== undefined) this.#signIns.delete(id);
    setCookie(response, "; Max-Age=0");
  }

  reset(): void {
    this.#signIns.clear();
  }
}

function readId(request: IncomingMessage): string | undefined {
  const prefix = `${COOKIE}=`;
  const cookies = (request.headers.cookie ?? "").split("; ");
  return cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
}

function setCookie(response: ServerResponse, valueAndLifetime: string): void {
  response.appendHeader("Set-Cookie", `${COOKIE}=${valueAndLifetime}; Path=/; HttpOnly; SameSite=Lax`);
}
