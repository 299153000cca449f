import { CLAIM_LIES } from "./claims.js";
import { ID_TOKEN_LIES } from "./id-token.js";
import type { Lie } from "./lie.js";
import { SIGNATURE_LIES } from "./signature.js";
import { TOKEN_LIES } from "./token-endpoint.js";
import { USERINFO_LIES } from "./userinfo.js";

/** Every lie that ends a login at its callback, by the specification that it breaks. */
export const LOGIN_LIES: readonly (readonly [specification: string, lies: readonly Lie[]])[] = [
  ["OpenID Connect Core 3.1.3.7, what an ID token says:", ID_TOKEN_LIES],
  ["OpenID Connect Core 3.1.3.7 and JOSE, how an ID token is signed:", SIGNATURE_LIES],
  ["OpenID Connect Core 3.1.3.3, the token endpoint:", TOKEN_LIES],
  ["OpenID Connect Core 5.3, userinfo:", USERINFO_LIES],
  ["OpenID Connect Core 5.1, the pivot identity:", CLAIM_LIES],
];

/** A table for `test.each`, which shortens what is in an object. */
export const named = <T extends { readonly name: string }>(cases: readonly T[]): [string, T][] =>
  cases.map((each) => [each.name, each]);
