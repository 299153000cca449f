import type { Profile } from "@moncomptepro/profiles";
import { isSecure } from "../http/loopback.js";
import { NOT_SECURE } from "./addresses.js";
import type { CheckedSettings } from "./checked-settings.js";
import { checkIssuer } from "./known-issuers.js";
import type { Problem } from "./problem.js";

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
  const standard = `${address.replace(/\/$/, "")}/.well-known/openid-configuration`;
  return { issuer: address, discovery: (!issuer && found?.discovery) || standard };
}
