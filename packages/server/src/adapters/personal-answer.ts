/** The headers of an answer at the moment when they are written. */
export interface AnswerHeaders {
  get(name: string): unknown;
  set(name: string, value: string): void;
  remove(name: string): void;
  /** Adds a `Set-Cookie` header to those that are there. */
  addCookie(cookie: string): void;
}

/** What our guard adds to an answer of the application. */
export interface PersonalAnswer {
  /** `Set-Cookie` headers. */
  readonly cookies: readonly string[];
  /** Says whether the session that they are of still counts. */
  readonly isCurrent: () => boolean;
}

/**
 * What lets a shared cache keep an answer in spite of `Cache-Control` (RFC 9213, RFC 9111 section 5.3, Edge
 * Architecture 1.0).
 */
const OTHER_CACHE_HEADERS = ["cdn-cache-control", "surrogate-control", "expires", "pragma"];

/** Forbids every cache to keep an answer, unless the application itself said how it may be cached. */
export function forbidCaching(headers: AnswerHeaders): void {
  if (headers.get("cache-control") === undefined) headers.set("cache-control", "no-store");
}

/**
 * Decides, when the headers are written and not before, whether our cookies may still go. A handler may have taken its
 * time: a session that ended meanwhile sends no cookie. An answer that carries one is never cached, whatever the handler
 * said.
 */
export function writePersonalHeaders(headers: AnswerHeaders, { cookies, isCurrent }: PersonalAnswer): void {
  if (cookies.length === 0 || !isCurrent()) return;
  for (const name of OTHER_CACHE_HEADERS) headers.remove(name);
  headers.set("cache-control", "no-store");
  for (const cookie of cookies) headers.addCookie(cookie);
}

/** The headers of a `Response`, or of whatever holds those of one. */
export function fetchHeaders(headers: Headers): AnswerHeaders {
  return {
    get: (name) => headers.get(name) ?? undefined,
    set: (name, value) => headers.set(name, value),
    remove: (name) => headers.delete(name),
    addCookie: (cookie) => headers.append("set-cookie", cookie),
  };
}
