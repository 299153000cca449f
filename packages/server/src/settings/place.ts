import type { Environment, Profile } from "@moncomptepro/profiles";
import { isSecure } from "../http/loopback.js";
import { withoutSlash } from "../same-issuer.js";
import { NOT_SECURE } from "./addresses.js";
import type { CheckedSettings } from "./checked-settings.js";
import { checkIssuer } from "./known-issuers.js";
import type { Problem } from "./problem.js";

/** OpenID Connect Discovery 1.0 section 4. */
const STANDARD = "/.well-known/openid-configuration";

/** Where the provider is. */
interface Place {
  readonly issuer: string;
  readonly discovery: string;
}

/** Where the provider is: the issuer given, else the profile's for the environment. */
export function readPlace(
  { issuer, environment = "production", allowInsecureIssuer = false }: Partial<CheckedSettings>,
  profile: Profile,
  { problems, isProduction }: { problems: Problem[]; isProduction: boolean },
): Place | undefined {
  if (allowInsecureIssuer && isProduction) {
    problems.push({ setting: "allowInsecureIssuer", message: "is true, which NODE_ENV=production forbids" });
  }
  if (issuer && !allowInsecureIssuer && !isSecure(new URL(issuer))) {
    problems.push({
      setting: "issuer",
      message: `${NOT_SECURE} (for a mock in another container: allowInsecureIssuer)`,
    });
  }
  const found = Object.hasOwn(profile.environments, environment)
    ? profile.environments[environment]
    : undefined;
  if (!found && !issuer) {
    const known = Object.keys(profile.environments).join(", ");
    problems.push({
      setting: "environment",
      message: `"${environment}" is unknown: ${profile.id} has ${known}`,
    });
    return undefined;
  }
  const address = issuer ?? found?.issuer ?? "";
  checkIssuer(address, profile, (message) => {
    problems.push({ setting: issuer ? "issuer" : "provider", message });
  });
  return { issuer: address, discovery: discoveryOf(address, found ?? profile.environments["production"]) };
}

/**
 * Where the discovery document of an issuer is: at the standard address, unless the profile names another one. What
 * stands there under the profile’s issuer stands under any other: that of a mock, for example.
 */
function discoveryOf(address: string, { issuer, discovery }: Partial<Environment> = {}): string {
  if (discovery !== undefined && issuer === address) return discovery;
  const known = withoutSlash(issuer ?? "");
  const path = discovery?.startsWith(`${known}/`) ? discovery.slice(known.length) : STANDARD;
  return withoutSlash(address) + path;
}
