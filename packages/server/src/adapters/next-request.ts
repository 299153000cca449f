// oxlint-disable-next-line typescript/triple-slash-reference -- an import would need Next to be installed
/// <reference path="./next-modules.d.ts" />
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { fetchHeaders, forbidCaching, writePersonalHeaders, type PersonalAnswer } from "./personal-answer.js";

/** Where the proxy writes the address of a page, which Next does not tell to its components. */
export const PAGE_HEADER = "x-moncomptepro-page";

/**
 * The request for the page that is being made. A client that sends the header of the proxy itself chooses the page that
 * they come back to, among the application's.
 *
 * @param returnTo - its address, where it is known better
 */
export async function pageRequest(returnTo?: string): Promise<RequestParts & { readonly url: string }> {
  // Loaded when needed: the handlers work without, and outside of Next.
  const { headers } = await import("next/headers.js");
  const received = await headers();
  const cookie = received.get("cookie");
  const url = returnTo ?? received.get(PAGE_HEADER) ?? "/";
  // As a script would ask, because a page cannot send the answer that starts a login: only a route can.
  return { method: "GET", url, headers: cookie === null ? {} : { cookie } };
}

/** An answer of the application to one person, with what renews the session. */
export function personal(response: Response, answer: PersonalAnswer): Response {
  // One that came from `fetch` cannot be changed.
  const changed = new Response(response.body, response);
  const headers = fetchHeaders(changed.headers);
  forbidCaching(headers);
  writePersonalHeaders(headers, answer);
  return changed;
}

/**
 * The request of a route handler with its whole address, of which Next cuts the base path off.
 *
 * @param basePathOf - the base path, asked after the address: with `cacheComponents`, `next build` runs handlers until
 *   they read their request, and has no settings
 */
export function underBase(request: Request, basePathOf: () => string): Request {
  const address = pathAndQuery(request);
  const basePath = basePathOf();
  if (address === basePath || address.startsWith(`${basePath}/`)) return request;
  return new Request(new URL(basePath + address, new URL(request.url).origin), request);
}

/** The arguments of the guard of a page, apart: the page to come back to restricts nothing, the others do. */
export function takeReturnTo(given: readonly unknown[]): {
  returnTo?: string;
  requirements: readonly unknown[];
} {
  const [first] = given;
  const isOne = given.length === 1 && typeof first === "object" && first !== null;
  if (!isOne || !Object.hasOwn(first, "returnTo")) {
    return { requirements: given };
  }
  const { returnTo, ...rest } = first as { returnTo?: unknown };
  const requirements = Object.keys(rest).length > 0 ? [rest] : [];
  return { requirements, ...(typeof returnTo === "string" && { returnTo }) };
}
