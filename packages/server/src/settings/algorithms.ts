import type { Profile } from "@moncomptepro/profiles";
import type { CheckedSettings } from "./checked-settings.js";
import type { Problem } from "./problem.js";

/** What the provider's signed answers may be signed with. */
export interface Algorithms {
  readonly idTokenAlgorithms: readonly string[];
  readonly userinfoAlgorithms: readonly string[];
  readonly userinfoFormats: readonly ("json" | "jwt")[];
}

/**
 * The algorithm registered where one is given, else every asymmetric one of the profile. A symmetric one (HS256) must
 * be given: its key is the client secret, which is weaker than the provider's own.
 */
export function readAlgorithms(
  { clientSecret, idTokenSignedResponseAlg, privateKey, userinfoSignedResponseAlg }: Partial<CheckedSettings>,
  { id, idToken, userinfo }: Profile,
  problems: Problem[],
): Algorithms {
  const check = (setting: string, algorithm: string, known: readonly string[]): void => {
    if (!known.includes(algorithm)) {
      const message = `"${algorithm}" is unknown to ${id}: it must be one of ${known.join(", ")}`;
      problems.push({ setting, message });
    } else if (isSymmetric(algorithm) && privateKey !== undefined && clientSecret === undefined) {
      const message = `"${algorithm}" needs the client secret, in the place of which there is a privateKey: every answer would be refused`;
      problems.push({ setting, message });
    }
  };

  if (idTokenSignedResponseAlg) {
    check("idTokenSignedResponseAlg", idTokenSignedResponseAlg, idToken.signingAlgorithms);
  }
  if (userinfoSignedResponseAlg) {
    const none = userinfo.formats.includes("json") ? ["none"] : [];
    check("userinfoSignedResponseAlg", userinfoSignedResponseAlg, [...userinfo.signingAlgorithms, ...none]);
  }
  return {
    idTokenAlgorithms: idTokenSignedResponseAlg
      ? [idTokenSignedResponseAlg]
      : asymmetric(idToken.signingAlgorithms),
    ...userinfoAlgorithms(userinfoSignedResponseAlg, userinfo),
  };
}

function userinfoAlgorithms(
  registered: string | undefined,
  { formats, signingAlgorithms }: Profile["userinfo"],
): Omit<Algorithms, "idTokenAlgorithms"> {
  if (registered === "none") return { userinfoFormats: ["json"], userinfoAlgorithms: [] };
  // A client registered for signed answers gets nothing else: accepting plain JSON would be a downgrade.
  if (registered) return { userinfoFormats: ["jwt"], userinfoAlgorithms: [registered] };
  return { userinfoFormats: formats, userinfoAlgorithms: asymmetric(signingAlgorithms) };
}

function asymmetric(algorithms: readonly string[]): readonly string[] {
  return algorithms.filter((algorithm) => !isSymmetric(algorithm));
}

/** RFC 7518 section 3.2: the key is the client secret (OpenID Connect Core 1.0 section 10.1). */
function isSymmetric(algorithm: string): boolean {
  return algorithm.startsWith("HS");
}
