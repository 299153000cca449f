import type { KoaContextWithOIDC } from "oidc-provider";

/** What the federation answers to, under its mount path; all else, and OPTIONS everywhere, is a page with status 404. */
const ROUTES: readonly (readonly [methods: readonly string[], path: RegExp])[] = [
  [["GET", "POST"], /^\/authorize$/],
  [["GET"], /^\/authorize\/[\w-]+$/],
  [["POST"], /^\/token$/],
  [["POST"], /^\/token\/(?:introspection|revocation)$/],
  [["GET", "POST"], /^\/userinfo$/],
  [["GET"], /^\/session\/end(?:\/success)?$/],
  [["POST"], /^\/session\/end\/confirm$/],
  [["GET"], /^\/(?:jwks|\.well-known\/openid-configuration)$/],
];

export function isRoute({ method, path }: Pick<KoaContextWithOIDC, "method" | "path">): boolean {
  const asked = method === "HEAD" ? "GET" : method;
  return ROUTES.some(([methods, pattern]) => methods.includes(asked) && pattern.test(path));
}
