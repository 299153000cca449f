import * as v from "valibot";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { authorizationParameters, type Asked } from "../login/authorization-request.js";
import { authorizationUrl } from "../login/authorization-url.js";
import { checkIdToken } from "../login/id-token.js";
import type { AskedLogin } from "../login/login-options.js";
import { LIFETIME } from "../login/transactions.js";
import { usualLevels } from "../login/usual-levels.js";
import { verifyLogin, verifyTokens, type VerifiedLogin } from "../login/verify-login.js";
import { providerLogout } from "../logout/provider-logout.js";
import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";
import { randomToken, randomVerifier } from "../random.js";
import { publishedKeys } from "../settings/decryption-keys.js";
import { levels, seconds, text } from "../settings/forms.js";
import { members, requireMembers } from "../settings/members.js";
import type { ReceivedTokens, StartedLogin, Verifier } from "./verifier.js";
import { askedOf } from "./wishes.js";

/** The verified login at a provider. */
export function verifierOf(provider: Provider): Verifier {
  const { decryptionKeys, profile } = provider.settings;

  return {
    jwks: { keys: publishedKeys(decryptionKeys) },
    async startLogin({ redirectUri, ...wishes }) {
      requireMembers("startLogin()", { redirectUri }, { redirectUri: text("must be the redirect URI") });
      const login = askedOf(wishes, "startLogin()", profile);
      const parameters = authorizationParameters(login, profile);
      const acr = usualLevels(login, profile);
      const { maxAge } = login;
      const started: StartedLogin = {
        state: randomToken(),
        nonce: randomToken(),
        ...(profile.pkce !== "forbidden" && { verifier: randomVerifier() }),
        redirectUri,
        startedAt: now(),
        ...(acr && { acr }),
        ...(maxAge !== undefined && { maxAge }),
      };
      return {
        location: await withDeadline(authorizationUrl(started, parameters, redirectUri, provider)),
        started,
      };
    },
    async finishLogin(response, given) {
      const { redirectUri, startedAt, ...started } = requireStarted(given);
      if (now() - startedAt > LIFETIME) {
        throw new AuthError("login_expired", { hint: "the login was started more than an hour ago" });
      }
      const transaction = { ...started, asked: comparedWith(started) };
      return withDeadline(verifyLogin(response, transaction, redirectUri, provider));
    },
    async verifyLogin(given) {
      const { tokens, nonce, ...wishes } = given ?? {};
      const received = requireReceived({ tokens, nonce });
      const asked = comparedWith(askedOf(wishes, "verifyLogin()", profile));
      return withDeadline(verifyReceived({ ...received, asked }, provider));
    },
    authorizationParameters: (wishes = {}) =>
      authorizationParameters(askedOf(wishes, "authorizationParameters()", profile), profile),
    async logoutUrl({ idToken, postLogoutRedirectUri, state = randomToken() }) {
      const address = await providerLogout(state, postLogoutRedirectUri, provider);
      const { idTokenHint } = profile.logout;
      if (idToken !== undefined && idTokenHint !== "unused") {
        address?.searchParams.set("id_token_hint", idToken);
      }
      return idToken === undefined && idTokenHint === "required" ? undefined : address?.href;
    },
  };
}

async function verifyReceived(
  { tokens: received, nonce, asked }: Pick<ReceivedTokens, "tokens" | "nonce"> & { readonly asked: Asked },
  provider: Provider,
): Promise<VerifiedLogin> {
  const tokens = {
    ...received,
    idToken: await provider.decryptWhatIs(received.idToken, "id_token_invalid"),
  };
  return verifyTokens(tokens, await checkIdToken(tokens, { nonce, asked }, provider), { asked }, provider);
}

function comparedWith({ acr, maxAge }: Pick<AskedLogin, "acr" | "maxAge">): Asked {
  return { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
}

/** A nonce that got lost would be equal to one that an ID token does not have. */
function requireReceived(given: unknown): Pick<ReceivedTokens, "tokens" | "nonce"> {
  return requireMembers("verifyLogin()", given, {
    tokens: members({
      idToken: text("must be the ID token"),
      accessToken: text("must be the access token"),
      refreshToken: v.optional(v.string("must be a text")),
    }),
    nonce: text("must be the nonce of the login"),
  }) as unknown as Pick<ReceivedTokens, "tokens" | "nonce">;
}

/** A browser whose session is over, or that never began a login, comes back without it: that is no mistake. */
function requireStarted(given: unknown): StartedLogin {
  if (given === undefined || given === null)
    throw new AuthError("login_expired", { hint: "no login that this browser started was kept" });
  return requireMembers("finishLogin()", given, {
    state: text("must be the one that startLogin() gave"),
    nonce: text("must be the one that startLogin() gave"),
    verifier: v.exactOptional(text("must be the one that startLogin() gave")),
    redirectUri: text("must be the one that startLogin() gave"),
    startedAt: v.number("must be the time that startLogin() gave"),
    acr: v.exactOptional(levels()),
    maxAge: v.exactOptional(seconds(0)),
  }) as unknown as StartedLogin;
}
