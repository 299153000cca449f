import type { Cookies } from "../http/cookies.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { Owner } from "./epochs.js";
import type { OpenSession } from "./person-sessions.js";
import type { SessionRecord } from "./session-record.js";

/** A session after a change, and what the browser must get. */
export interface Changed {
  readonly session: SessionRecord;
  /** `Set-Cookie` headers. */
  readonly setCookie: readonly string[];
}

/** Makes the next state of a session from the one that it finds; undefined when nothing is to change. */
export type Change = (current: SessionRecord) => SessionRecord | undefined;

/** Where session records live. Every operation that needs a store may throw `store_unavailable`. */
export interface SessionBackend {
  /** The session of a browser; undefined when there is none, it is over, or its cookie is not ours. */
  read(cookies: Cookies): Promise<SessionRecord | undefined>;
  /**
   * What has ended already for a person who is logging in: the new session is to know it. To be asked before hooks and
   * other things that take time.
   *
   * @param client - that the session is to open for
   */
  epochs(client: ClientScope, sub: string, sid: string | undefined): Promise<readonly string[]>;
  /**
   * Begins a session in the place of the one that the browser had. That one ends shortly: a copy of its cookie must not
   * outlive it.
   *
   * @param device - from what its login came, for the list of the person's sessions
   * @returns `Set-Cookie` headers
   * @throws AuthError `session_too_large`, naming what takes the room
   */
  begin(session: SessionRecord, cookies: Cookies, device?: string): Promise<string[]>;
  /**
   * Changes a session, whatever else changes it at the same moment.
   *
   * @returns undefined when it has ended meanwhile, which nothing undoes, or when nothing was to change
   */
  change(session: SessionRecord, change: Change, cookies: Cookies): Promise<Changed | undefined>;
  /** Starts the idle time of a session again, unless the session has ended meanwhile. */
  renew(session: SessionRecord, cookies: Cookies): Promise<Changed | undefined>;
  /** Ends a session for good and takes its cookies out of the browser. */
  end(session: SessionRecord | undefined, cookies: Cookies): Promise<string[]>;
  /** The same for a session that could not be read, as long as the store is away. */
  endUnread(cookies: Cookies): Promise<string[]>;
  /** The headers that take its cookies out of the browser. */
  forget(cookies: Cookies): string[];
  /**
   * The sessions of a person, newest first.
   *
   * @throws AuthError `store_unavailable` without a store too
   */
  list(client: ClientScope, sub: string): Promise<OpenSession[]>;
  /**
   * Ends all sessions of a person, or of a session of the provider.
   *
   * @throws AuthError `store_unavailable` without a store too
   */
  endAll(client: ClientScope, owner: Owner): Promise<void>;
  /** Says whether a cookie of this session may still go out, as far as this process knows. */
  isCurrent(session: Pick<SessionRecord, "id">): boolean;
}
