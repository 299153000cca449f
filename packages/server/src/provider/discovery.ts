import type { ServerMetadata } from "openid-client";
import { AuthError } from "../errors.js";
import { isSecure } from "../http/loopback.js";
import { isSameIssuer } from "../same-issuer.js";
import type { ProviderSettings } from "../settings/provider-settings.js";
import { parseJsonObject } from "./parse-json.js";
import { printable } from "./printable.js";
import type { ProviderCall } from "./provider-call.js";

/** The part of the discovery document that a login cannot do without, and the rest as it came. */
export interface ProviderMetadata extends ServerMetadata {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly userinfo_endpoint: string;
  readonly jwks_uri: string;
}

const REQUIRED = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"] as const;
const OPTIONAL = ["end_session_endpoint", "introspection_endpoint", "revocation_endpoint"] as const;

/**
 * Fetches and checks the discovery document: its issuer is the configured one, except for a final slash, and every
 * address in it is safe to call (OpenID Connect Discovery 1.0 section 4.3).
 */
export async function discover(
  {
    discovery,
    issuer,
    allowInsecureIssuer,
  }: Pick<ProviderSettings, "discovery" | "issuer" | "allowInsecureIssuer">,
  call: ProviderCall,
): Promise<ProviderMetadata> {
  const { status, text } = await call(discovery, { headers: { accept: "application/json" } });
  if (status !== 200) {
    throw new AuthError("provider_error", {
      hint: `the discovery document ${discovery}: the answer has the status ${status}`,
    });
  }
  const document = parseJsonObject(text, "the discovery document");
  if (typeof document["issuer"] !== "string" || !isSameIssuer(document["issuer"], issuer)) {
    const found = printable(JSON.stringify(document["issuer"]) ?? "nothing");
    throw new AuthError("issuer_mismatch", {
      hint: `the discovery document names the issuer ${found}, not ${issuer}`,
    });
  }
  const place = { issuer, insecureHost: allowInsecureIssuer ? new URL(issuer).hostname : undefined };
  for (const name of REQUIRED) checkAddress(name, document[name], place);
  for (const name of OPTIONAL) if (document[name] !== undefined) checkAddress(name, document[name], place);
  return document as unknown as ProviderMetadata;
}

/** Where the provider is, and the one machine besides this one that may be called by http. */
interface Place {
  readonly issuer: string;
  readonly insecureHost: string | undefined;
}

/** An address without credentials or fragment (RFC 6749 section 3). */
function checkAddress(name: string, value: unknown, place: Place): void {
  const address = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = address && !address.username && !address.password && !address.hash;
  if (isPlain && mayBeCalled(address, place)) return;
  throw new AuthError("provider_error", { hint: `the discovery document has no https address for ${name}` });
}

/** By http only where the issuer is: on this machine, or on the one that the settings allow. */
function mayBeCalled(address: URL, { issuer, insecureHost }: Place): boolean {
  const { protocol, hostname } = address;
  const mayBeHttp = isSecure(address) || (protocol === "http:" && hostname === insecureHost);
  return protocol === "https:" || (mayBeHttp && issuer.startsWith("http:"));
}
