/** Headers as the Fetch standard or as Node has them. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What reading a session needs of a request: a `Request`, a Node `IncomingMessage` and a WebSocket upgrade all fit. */
export interface RequestParts {
  readonly method?: string | undefined;
  /** Absolute, or the path and query only. */
  readonly url?: string | undefined;
  readonly headers: HeadersLike;
}

/** One header of a request, by its lower-case name. */
export function header({ headers }: RequestParts, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
}

/** By what it can do: naming the class `Headers` makes Node load its whole fetch, and a framework may bring its own. */
function isFetchHeaders(headers: HeadersLike): headers is Headers {
  return typeof headers.get === "function";
}

/** Path and query of a request, whether its address is absolute or not. */
export function pathAndQuery({ url = "/" }: RequestParts): string {
  if (url.startsWith("/")) return url;
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "") || "/";
}

/** Path of a request. */
export function path(request: RequestParts): string {
  const address = pathAndQuery(request);
  const end = address.search(/[?#]/);
  return end < 0 ? address : address.slice(0, end);
}

/** Query of a request. */
export function query(request: RequestParts): URLSearchParams {
  const [address = ""] = pathAndQuery(request).split("#", 1);
  const start = address.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : address.slice(start + 1));
}
