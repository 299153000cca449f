import * as v from "valibot";
import type { CheckedSettings } from "./checked-settings.js";
import { callable, text } from "./forms.js";
import type { ClientSecret } from "./options.js";
import { privateKeys } from "./private-keys-form.js";
import type { SettingsTable } from "./setting.js";

type ClientSettings = Pick<
  CheckedSettings,
  "clientId" | "clientSecret" | "clientAuthentication" | "privateKey" | "decryptionKey"
>;

/** Who the application is at a provider, and its keys there. */
export const CLIENT_SETTINGS: SettingsTable<ClientSettings> = {
  clientId: {
    variable: "MONCOMPTEPRO_CLIENT_ID",
    ofProvider: "alone",
    schema: () => text("must be the client id that the provider gave you"),
    required: true,
    sentence: "Client id.",
  },
  clientSecret: {
    variable: "MONCOMPTEPRO_CLIENT_SECRET",
    ofProvider: "alone",
    schema: () =>
      v.union(
        [text("must not be empty"), callable<Exclude<ClientSecret, string>>()],
        "must be a text or a function that gives one",
      ),
    otherwise: "none",
    sentence: "Client secret, or a function that gives it. Required unless `privateKey` is given.",
  },
  clientAuthentication: {
    variable: "MONCOMPTEPRO_CLIENT_AUTHENTICATION",
    ofProvider: "alone",
    schema: () =>
      v.picklist(
        ["client_secret_post", "client_secret_basic", "private_key_jwt"],
        "must be client_secret_post, client_secret_basic or private_key_jwt",
      ),
    otherwise: "`client_secret_post`, or `private_key_jwt` with a key",
    sentence: "How the client proves who it is at the token endpoint.",
  },
  privateKey: {
    variable: "MONCOMPTEPRO_PRIVATE_KEY",
    ofProvider: "alone",
    schema: () => text("must be a PEM or a JWK"),
    otherwise: "none",
    sentence: "Private key for `private_key_jwt` in place of the secret: PKCS #8 PEM, or a JWK as JSON.",
    more: "RSA of 2,048 bits or more, P-256 or Ed25519.",
  },
  decryptionKey: {
    variable: "MONCOMPTEPRO_DECRYPTION_KEY",
    ofProvider: "alone",
    schema: privateKeys,
    otherwise: "none; needed where the provider encrypts its answers",
    sentence:
      "Private key that opens what the provider encrypts, PEM or JWK: P-256, or RSA of 2,048 bits or more.",
    more:
      "Of several, the first one is published at `/auth/jwks`, the address to register; the others still open what was " +
      "encrypted to them. Several PEM follow each other; several JWK are a JWK set.",
  },
};
