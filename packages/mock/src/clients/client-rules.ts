import type { Profile } from "@moncomptepro/profiles";
import type { TextRule } from "../files/schema.js";

/** An address that a browser can be sent back to. */
export const redirectUri: TextRule = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:\/\//i.test(value)) {
    return "must be a whole address, for example http://localhost:3000/auth/callback";
  }
  return url.href.includes("#") ? "must have no fragment (#)" : undefined;
};

/** What RFC 6749 allows in an identifier or a secret. */
export const printable: TextRule = (value) =>
  /^[\x20-\x7e]+$/.test(value) ? undefined : "must hold letters without accents, digits and signs only";

/** Scopes that the provider knows. */
export function knownScopes({ scopes }: Profile): TextRule {
  return (value) => {
    const known = Object.keys(scopes);
    const asked = value.split(" ");
    if (!asked.includes("openid")) return "must contain openid";
    const unknown = asked.filter((scope) => !known.includes(scope));
    return unknown.length === 0
      ? undefined
      : `must hold scopes among ${known.join(", ")}, with one space between`;
  };
}
