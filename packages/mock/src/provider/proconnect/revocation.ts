import type { KoaContextWithOIDC } from "oidc-provider";
import type { Refusal } from "../behavior.js";
import { badRequest } from "./bad-request.js";

export const REVOCATION = "/token/revocation";

/** A client says who it is in the form, never in a header. */
export function refuseHeader({ headers }: KoaContextWithOIDC): Refusal | undefined {
  return headers.authorization === undefined ? undefined : refusal("client_id");
}

/** What the form lacks: by then nothing was revoked, or no such token can be. */
export function mistakeInRevocation({ oidc }: KoaContextWithOIDC): Refusal | undefined {
  const form: Readonly<Record<string, unknown>> = oidc.body ?? {};
  const missing = ["client_id", "client_secret"].find((name) => typeof form[name] !== "string");
  if (missing !== undefined) return refusal(missing);
  const { token } = form;
  return typeof token === "string" && token.length >= 43 ? undefined : refusal("token");
}

/** A page that calls itself JSON. */
function refusal(name: string): Refusal {
  return { ...badRequest(`${name} is missing or malformed`), contentType: "application/json" };
}
