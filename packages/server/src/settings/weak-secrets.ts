import type { CheckedSettings } from "./checked-settings.js";
import type { Problem } from "./problem.js";

/** Secrets that stand in the documentation and the examples of the kit or of the provider, where all can read them. */
const DOCUMENTED =
  /^((moncomptepro-demo|client|test|standard_client)[-_]secret)$|replace[-_ ]?me|change[-_ ]?me|example|at[-_ ]least[-_ ]32/i;

/** Refuses secrets that are not random and, on a public address, those that stand in a public documentation. */
export function refuseWeakSecrets(
  { baseUrl, clientSecret, sessionSecret = [] }: Partial<CheckedSettings>,
  problems: Problem[],
): void {
  const command = "make one with openssl rand -base64 48";
  if (sessionSecret.some((secret) => new Set(secret).size < 8)) {
    problems.push({
      setting: "sessionSecret",
      message: `repeats too few characters to be random: ${command}`,
    });
  }
  if (!/^https:/i.test(baseUrl ?? "")) return;
  if (sessionSecret.some((secret) => DOCUMENTED.test(secret))) {
    problems.push({ setting: "sessionSecret", message: `is an example of the documentation: ${command}` });
  }
  if (typeof clientSecret === "string" && DOCUMENTED.test(clientSecret)) {
    problems.push({
      setting: "clientSecret",
      message: "is an example of the documentation: use the one that the provider gave you",
    });
  }
}
