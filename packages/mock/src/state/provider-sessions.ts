import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BoundedMap } from "../bounded-map.js";

/** How a login was made, as the ID token tells it. */
export interface Assurance {
  readonly acr: string;
  readonly amr: readonly string[];
}

/** A person logged in at the provider, in one browser. */
export interface ProviderSession {
  readonly sub: string;
  /** In seconds since the epoch: the `auth_time` of all that follows. */
  readonly openedAt: number;
  /** A second factor was given: for all that follows in this session. */
  twoFactors: boolean;
  /** The `siret_hint` of a login that was never finished; the real provider keeps it, and applies it to the next one. */
  siretHint?: string | undefined;
  /** How the last login that an application asked for was made in this session. */
  assurance?: Assurance;
}

// The real provider calls it `session`. A cookie knows no port, so that name could take the application's own.
const COOKIE = "moncomptepro-mock.session";

/**
 * The provider's own sessions, beside those of oidc-provider: the real provider has both, and much of what surprises
 * comes from the two disagreeing.
 */
export class ProviderSessions {
  readonly #sessions = new BoundedMap<ProviderSession>({ size: 10_000 });
  readonly #lifetime: number;

  /** @param lifetime in seconds */
  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  current(request: IncomingMessage): ProviderSession | undefined {
    const id = readId(request);
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  /** Starts a session under a new identifier. The former one runs out: another tab may be about to send it. */
  open(response: ServerResponse, session: ProviderSession): void {
    const id = randomBytes(32).toString("base64url");
    this.#sessions.set(id, session, this.#lifetime);
    setCookie(response, `${id}; Max-Age=${this.#lifetime}`);
  }

  close(request: IncomingMessage, response: ServerResponse): void {
    const id = readId(request);
    if (id !== undefined) this.#sessions.delete(id);
    setCookie(response, "; Max-Age=0");
  }

  reset(): void {
    this.#sessions.clear();
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
