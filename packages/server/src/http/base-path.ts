import type { Settings } from "../settings/settings.js";
import { warnOnce } from "../warn-once.js";
import type { RequestWithBody } from "./request-body.js";
import { path, pathAndQuery, type RequestParts } from "./request-parts.js";

type Rules = Pick<Settings, "basePath" | "proxyStripsBasePath">;

/** The request as the browser sent it, where a proxy cuts the base path off its address. */
export function asSent<R extends RequestWithBody>(request: R, { basePath, proxyStripsBasePath }: Rules): R {
  if (!proxyStripsBasePath) return request;
  const { method, headers, body } = request;
  return { method, headers, url: `${basePath}${pathAndQuery(request)}`, ...(body && { body }) } as R;
}

/**
 * Says once, before a person is sent to the provider, that the way back will not be found: a request whose address does
 * not start with the base path has lost it on its way.
 */
export function warnOfLostBasePath(request: RequestParts, settings: Settings): void {
  const { basePath } = settings;
  const address = path(request);
  if (address === basePath || address.startsWith(`${basePath}/`)) return;
  warnOnce(
    settings,
    "base_path_stripped",
    `A request came to an address that is not under ${basePath}, the path of the base URL. A proxy that strips it needs ` +
      "the setting proxyStripsBasePath (MONCOMPTEPRO_PROXY_STRIPS_BASE_PATH=true), or must pass it on.",
    { path: address },
  );
}
