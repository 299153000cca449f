import type { Claims, User } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import type { ReceivedLogin } from "../hooks/hooks.js";
import type { Cookies } from "../http/cookies.js";
import { randomToken } from "../random.js";
import { SealedNote } from "../sealing/sealed-note.js";
import type { SessionContext } from "../session-context.js";

/** Seconds that a sign-up may take. */
const LIFETIME = 600;
/** Bytes that one may take in a store: as much as a session. */
const MAXIMUM_BYTES = 65_536;

/** What a login received whose person the hook `onLogin` sent to a page of the application. No person is logged in by it. */
export interface PendingLogin<U extends User = User> {
  readonly user: U;
  /** The raw claims. Both are absent when they do not fit in cookies: the log says so, and a store has the room. */
  readonly idToken?: Claims;
  readonly userinfo?: Claims;
  /** The page that the person wanted: for `returnTo` of the login that continues. */
  readonly returnTo: string;
  readonly loginHintDiffers: boolean;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** What the cookie holds: all of it, or with a store only what names it. */
interface Kept {
  readonly id: string;
  readonly login?: PendingLogin;
  /** The provider of the login. */
  readonly provider?: string;
  /** Digest of the `sub` that the login was to go on from, when another person came back. */
  readonly personBefore?: string;
}

/**
 * The logins that wait for the application, one for each browser, for ten minutes: sealed in its cookies or, with a store,
 * there. A login that succeeds ends it, and so does a logout.
 */
export class PendingLogins {
  readonly #context: SessionContext;
  readonly #note: SealedNote<Kept>;

  constructor(context: SessionContext) {
    this.#context = context;
    this.#note = new SealedNote("pending", LIFETIME, context);
  }

  /**
   * Keeps a login, in the place of the one that the browser had.
   *
   * @param of - the provider of the login, and a digest of the `sub` that it was to go on from, when another person came
   *   back
   * @returns `Set-Cookie` headers
   * @throws AuthError `session_too_large`, `store_unavailable`
   */
  async keep(
    received: ReceivedLogin,
    cookies: Cookies,
    { provider, personBefore }: { readonly provider: string; readonly personBefore?: string },
  ): Promise<readonly string[]> {
    const { user, idToken, userinfo, returnTo, loginHintDiffers } = received;
    const lean: PendingLogin = { user, returnTo, loginHintDiffers, expiresAt: now() + LIFETIME };
    const whole: PendingLogin = { ...lean, idToken, userinfo };
    const name: Kept = {
      id: randomToken(),
      ...(personBefore !== undefined && { provider, personBefore }),
    };
    const kept = (await this.#write(name, whole, cookies)) ?? (await this.#writeLean(name, lean, cookies));
    await this.end(cookies);
    if (kept) return kept;
    throw new AuthError("session_too_large", {
      hint: `auth.pendingLogin(): the user of the login takes ${JSON.stringify(user).length} bytes, which do not fit beside the other cookies`,
    });
  }

  async #writeLean(name: Kept, lean: PendingLogin, cookies: Cookies): Promise<string[] | undefined> {
    const kept = await this.#write(name, lean, cookies);
    if (kept)
      this.#context.settings.logger.warn(
        "pending_login_shortened",
        "What a login received does not fit: auth.pendingLogin() gives the user without the raw claims. A store has more room.",
      );
    return kept;
  }

  /** @returns undefined when it does not fit */
  async #write(name: Kept, login: PendingLogin, cookies: Cookies): Promise<string[] | undefined> {
    const { store } = this.#context;
    if (!store) return this.#note.write({ ...name, login }, cookies);
    if (Buffer.byteLength(JSON.stringify(login)) > MAXIMUM_BYTES) return undefined;
    const written = this.#note.write(name, cookies);
    if (written) await store.write("pending-login", this.#subject(name.id), login, LIFETIME);
    return written;
  }

  /**
   * The login of a browser that waits; undefined when there is none, or it has ended.
   *
   * @throws AuthError `store_unavailable`
   */
  async read(cookies: Cookies): Promise<PendingLogin | undefined> {
    const kept = this.#note.read(cookies);
    const { memory, store } = this.#context;
    if (!kept || memory.endedSessions.has(kept.id)) return undefined;
    if (!store) return kept.login;
    const entry = await store.read("pending-login", this.#subject(kept.id));
    const login = entry?.content as PendingLogin | undefined;
    return login && now() < login.expiresAt ? login : undefined;
  }

  /**
   * Whom the login that waits was to go on from, when another person came back: a digest of the `sub`.
   *
   * @param provider - where the next login is: at another one every person has another `sub`
   */
  personBefore(cookies: Cookies, provider: string): string | undefined {
    const kept = this.#note.read(cookies);
    if (!kept || kept.provider !== provider || this.#context.memory.endedSessions.has(kept.id))
      return undefined;
    return kept.personBefore;
  }

  /**
   * Ends it. What the store does not take is over all the same: the browser forgets it, and so does this process.
   *
   * @returns `Set-Cookie` headers
   */
  async end(cookies: Cookies): Promise<readonly string[]> {
    const { memory, settings, store } = this.#context;
    const kept = this.#note.read(cookies);
    if (kept) {
      memory.endedSessions.add(kept.id, now() + LIFETIME);
      try {
        await store?.remove("pending-login", this.#subject(kept.id));
      } catch (error) {
        settings.logger.warn(
          "pending_login_kept",
          "A login that waited could not be removed from the store. It expires there.",
          {
            reason: String(error),
          },
        );
      }
    }
    return this.#note.remove(cookies);
  }

  #subject(id: string): string[] {
    return [...this.#context.scope, id];
  }
}
