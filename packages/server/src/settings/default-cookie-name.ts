import { nodeCrypto } from "../node-crypto.js";

/** Characters of the name of a base path. */
const LONGEST_PLACE = 60;

/**
 * First part of the names of an application's cookies. A host has one jar of cookies for all its paths and, as cookies
 * know no port, for all its ports: on a developer's machine each application has a port of its own.
 */
export function defaultCookieName({
  basePath,
  origin,
  secureCookies,
}: {
  readonly basePath: string;
  readonly origin: string;
  readonly secureCookies: boolean;
}): string {
  const { port } = new URL(origin);
  const name = `moncomptepro${!secureCookies && port ? `-${port}` : ""}`;
  if (/^(\/[\w-]{1,60})?$/.test(basePath)) return `${name}${basePath.replace("/", "-")}`;

  // Two paths that would read the same, `/a/b` and `/a-b`, are told apart by a digest.
  const digest = nodeCrypto().createHash("sha256").update(basePath).digest("base64url").slice(0, 8);
  return `${name}${basePath.replaceAll(/[^\w-]+/g, "-").slice(0, LONGEST_PLACE)}-${digest}`;
}
