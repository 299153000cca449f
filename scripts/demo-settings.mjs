// What npm start tells the mock and the example of each other.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

const settingsFile = ".env";

/**
 * The settings of the demo. Secrets are made afresh for each copy of the repository, and kept out of it.
 *
 * @param fail - ends with a message
 */
export function readSettings(fail) {
  if (!existsSync(settingsFile)) {
    const [clientSecret, sessionSecret] = [1, 2].map(() => randomBytes(36).toString("base64url"));
    writeFileSync(
      settingsFile,
      `# Settings of the demo, made by npm start. Secrets: never commit this file.
MONCOMPTEPRO_CLIENT_ID=moncomptepro-demo
MONCOMPTEPRO_CLIENT_SECRET=${clientSecret}
MONCOMPTEPRO_SESSION_SECRET=${sessionSecret}
MONCOMPTEPRO_SCOPE="openid email profile phone organization"
`,
      { mode: 0o600 },
    );
  }
  const found = parseEnv(readFileSync(settingsFile, "utf8"));
  for (const name of [
    "MONCOMPTEPRO_CLIENT_ID",
    "MONCOMPTEPRO_CLIENT_SECRET",
    "MONCOMPTEPRO_SESSION_SECRET",
  ]) {
    if (!found[name]) fail(`${settingsFile} has no ${name}. Add it, or delete the file to get a new one.`);
  }
  return found;
}

/** The client at each provider. Beside others each has variables of its own, and those of one alone say nothing. */
export async function clientsOf(providers, issuers, settings) {
  const { findProfile, variablePrefix } = await import("../packages/profiles/dist/index.js");
  const all = providers.map((name, index) => ({
    MONCOMPTEPRO_ISSUER: issuers[index],
    MONCOMPTEPRO_CLIENT_ID: settings.MONCOMPTEPRO_CLIENT_ID,
    MONCOMPTEPRO_CLIENT_SECRET: settings.MONCOMPTEPRO_CLIENT_SECRET,
    // Some encrypt what they answer.
    ...(findProfile(name)?.profile.idToken.encryption && { MONCOMPTEPRO_DECRYPTION_KEY: decryptionKey() }),
  }));
  if (providers.length === 1) return all[0];
  const none = { MONCOMPTEPRO_CLIENT_ID: "", MONCOMPTEPRO_CLIENT_SECRET: "", MONCOMPTEPRO_SCOPE: "" };
  const own = all.flatMap((variables, index) =>
    Object.entries(variables).map(([name, value]) => [
      name.replace("MONCOMPTEPRO", variablePrefix(providers[index])),
      value,
    ]),
  );
  return { ...none, ...Object.fromEntries(own) };
}

/** Made afresh at each start: what was encrypted to the last one is of no use any more. */
function decryptionKey() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" });
}
