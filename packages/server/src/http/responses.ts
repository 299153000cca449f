/**
 * Headers of every answer of ours: no cache keeps them, and the next site learns nothing. `Vary` names what our answers
 * depend on, because some caches keep them anyway.
 */
const COMMON = {
  "cache-control": "no-store",
  vary: "Accept, Accept-Language, Cookie, Sec-Fetch-Dest, Sec-Fetch-Mode",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

interface ResponseOptions {
  readonly status?: number;
  /** `Set-Cookie` headers. */
  readonly setCookie?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

function respond(
  body: string | null,
  { status = 200, setCookie = [], headers = {} }: ResponseOptions,
): Response {
  const response = new Response(body, { status, headers: { ...COMMON, ...headers } });
  for (const cookie of setCookie) response.headers.append("set-cookie", cookie);
  return response;
}

/** Sends the browser on with 303, never 307, so that no body follows (RFC 9700 section 4.12). */
export function seeOther(location: string, setCookie: readonly string[] = []): Response {
  return respond(null, { status: 303, setCookie, headers: { location } });
}

export function noContent(): Response {
  return respond(null, { status: 204 });
}

export function json(body: unknown, options: ResponseOptions = {}): Response {
  const headers = { "content-type": "application/json; charset=utf-8", ...options.headers };
  return respond(JSON.stringify(body), { ...options, headers });
}

/** Which pages may show a page of ours in a frame: none, the application's own, any. */
export type Ancestors = "'none'" | "'self'" | "*";

/** For a page that the application made: what it loads must be its own. */
export function applicationPolicy(ancestors: Ancestors, scriptHash?: string): string {
  const script = scriptHash ? ` script-src 'self' '${scriptHash}';` : "";
  return `default-src 'self';${script} object-src 'none'; ${fence(ancestors)}`;
}

/**
 * For a page of ours: no script but one that we know, no form but to the application.
 *
 * @param styleHash - hash of the page's one style element, as CSP writes it
 * @param scriptHash - hash of its script, where it has one
 */
export function pagePolicy(styleHash: string, ancestors: Ancestors, scriptHash?: string): string {
  const script = scriptHash ? ` script-src '${scriptHash}';` : "";
  return `default-src 'none'; style-src '${styleHash}';${script} ${fence(ancestors)}`;
}

function fence(ancestors: Ancestors): string {
  return `form-action 'self'; frame-ancestors ${ancestors}; base-uri 'none'`;
}

/** A page under a content security policy. */
export function html(body: string, policy: string, options: ResponseOptions = {}): Response {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    ...options.headers,
  };
  return respond(body, { ...options, headers });
}
