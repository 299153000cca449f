import { path } from "./addresses.js";
import type { ApplicationSettings } from "./checked-settings.js";
import { flag } from "./forms.js";
import { ownLoginNames } from "./own-login-names.js";
import { privateKeys } from "./private-keys-form.js";
import type { SettingsTable } from "./setting.js";

export const APPLICATION_SETTINGS: SettingsTable<ApplicationSettings> = {
  ownLogins: {
    schema: ownLoginNames,
    otherwise: "`local`, and any other name that no provider has",
    sentence: "Names of the application’s own logins, whose sessions `auth.createSession()` begins.",
    more: "In the place of the provider’s id in `user.provider`. The first one is the default.",
  },
  loginPage: {
    schema: path,
    otherwise: "the provider’s login, at once",
    sentence: "Page of the application where people choose how to log in; it gets `?returnTo=`.",
    more: "Guards send people there, except those that only the provider’s login satisfies.",
  },
  tokenPrivateKey: {
    variable: "MONCOMPTEPRO_TOKEN_PRIVATE_KEY",
    schema: privateKeys,
    otherwise: "none",
    sentence: "Private key of P-256 for `auth.issueToken()`, PEM or JWK; of several, the first one signs.",
    more: "All of them are published at `/auth/jwks`. Several PEM follow each other; several JWK are a JWK set.",
  },
  keepAccessToken: {
    ofProvider: "too",
    schema: flag,
    default: false,
    sentence: "Keeps the access token, sealed in the session, for `auth.accessToken()`.",
    more: "With `keepRefreshToken` it is renewed when it is over.",
  },
};
