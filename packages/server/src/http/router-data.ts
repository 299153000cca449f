import { isNavigation } from "./navigation.js";
import { pathAndQuery, type RequestParts } from "./request-parts.js";

/** How client-side routers ask for the data of a page: the end of the path, and the page's own end in its place. */
const DATA_PATHS: readonly (readonly [end: RegExp, page: string])[] = [
  // React Router: its home page, a page with a slash at its end, any other
  [/\/_root\.data$/, "/"],
  [/\/_\.data$/, "/"],
  [/\.data$/, ""],
  // SvelteKit, Nuxt
  [/\/(?:__data|_payload)\.json$/, ""],
];

/** What they add to the query of the page. */
const ADDED = /^(?:_routes|x-sveltekit-(?:invalidated|trailing-slash))=/;

/**
 * The page that a client-side router fetches the data of, as path and query; undefined for any other request. A person
 * can come back to the page, and not to its data.
 */
export function pageOfData(request: RequestParts): string | undefined {
  if (isNavigation(request)) return undefined;
  const [path = "", ...rest] = pathAndQuery(request).split("?");
  const found = DATA_PATHS.find(([end]) => end.test(path));
  if (!found) return undefined;
  const query = rest
    .join("?")
    .split("&")
    .filter((parameter) => parameter !== "" && !ADDED.test(parameter))
    .join("&");
  const page = path.replace(...found) || "/";
  return query ? `${page}?${query}` : page;
}
