import type { Cookies } from "../http/cookies.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import { CookieSessions } from "./cookie-sessions.js";
import type { Session } from "./session.js";
import { StoredSessions } from "./stored-sessions.js";

/** Where sessions are kept. */
export interface Sessions {
  /** The session of a browser; undefined when there is none, it is over, or its cookie is not ours. */
  read(cookies: Cookies): Promise<Session | undefined>;
  /**
   * Begins a session.
   *
   * @returns `Set-Cookie` headers
   */
  begin(session: Session, cookies: Cookies): Promise<string[]>;
  /**
   * Writes a session that changed.
   *
   * @returns `Set-Cookie` headers; undefined when it has ended meanwhile, which nothing undoes
   */
  update(session: Session, cookies: Cookies): Promise<string[] | undefined>;
  /** Counts the idle time of a session anew, unless it has ended meanwhile. */
  renew(session: Session, cookies: Cookies): Promise<string[]>;
  /** Lets a session end shortly, for a new login took its place: a copy of its cookie must not outlive it. */
  supersede(session: Session): Promise<void>;
  /** Ends a session for good and takes its cookies out of the browser. */
  end(session: Session | undefined, cookies: Cookies): Promise<string[]>;
}

/** Sessions in the cookies of the browsers, or in the store when the application gives one. */
export function createSessions(settings: Settings, sealing: Sealing): Sessions {
  const { store } = settings.session;
  return store ? new StoredSessions(store, settings, sealing) : new CookieSessions(settings, sealing);
}
