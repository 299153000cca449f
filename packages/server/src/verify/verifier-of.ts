import * as v from "valibot";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { authorizationParameters, type Asked } from "../login/authorization-request.js";
import { authorizationUrl } from "../login/authorization-url.js";
import { checkLoginOptions } from "../login/check-login-options.js";
import { checkIdToken } from "../login/id-token.js";
import { requireProvableLevels } from "../login/provable-levels.js";
import { LIFETIME } from "../login/transactions.js";
import { verifyLogin, verifyTokens, type VerifiedLogin } from "../login/verify-login.js";
import { providerLogout } from "../logout/provider-logout.js";
import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";
import { randomToken, randomVerifier } from "../random.js";
import { levels, seconds, text } from "../settings/forms.js";
import { members, requireMembers, type Entries } from "../settings/members.js";
import type { ReceivedTokens, StartedLogin, Verifier } from "./verifier.js";

/** The verified login at a provider. */
export function verifierOf(provider: Provider): Verifier {
  const { profile } = provider.settings;

  return {
    async startLogin({ redirectUri, ...wishes }) {
      requireMembers("startLogin()", { redirectUri }, { redirectUri: text("must be the redirect URI") });
      const checked = checkLoginOptions(wishes, "startLogin()");
      const parameters = authorizationParameters(checked, profile);
      const { acr, maxAge } = checked;
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
      const transaction = { ...started, asked: askedOf(started) };
      return withDeadline(verifyLogin(response, transaction, redirectUri, provider));
    },
    async verifyLogin(given) {
      const { tokens, nonce, ...wishes } = requireReceived(given);
      const asked = askedOf(wishes);
      if (asked.acr) requireProvableLevels(asked.acr, profile);
      return withDeadline(verifyReceived({ tokens, nonce, asked }, provider));
    },
    authorizationParameters: (wishes = {}) =>
      authorizationParameters(checkLoginOptions(wishes, "authorizationParameters()"), profile),
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
  { tokens, nonce, asked }: Pick<ReceivedTokens, "tokens" | "nonce"> & { readonly asked: Asked },
  provider: Provider,
): Promise<VerifiedLogin> {
  return verifyTokens(tokens, await checkIdToken(tokens, { nonce, asked }, provider), { asked }, provider);
}

function askedOf({ acr, maxAge }: Pick<ReceivedTokens, "acr" | "maxAge">): Asked {
  return { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
}

const asked = (): Entries => ({ acr: v.exactOptional(levels()), maxAge: v.exactOptional(seconds(0)) });

/** A nonce that got lost would be equal to one that an ID token does not have. */
function requireReceived(given: unknown): ReceivedTokens {
  return requireMembers("verifyLogin()", given, {
    tokens: members({
      idToken: text("must be the ID token"),
      accessToken: text("must be the access token"),
      refreshToken: v.optional(v.string("must be a text")),
    }),
    nonce: text("must be the nonce of the login"),
    ...asked(),
  }) as unknown as ReceivedTokens;
}

function requireStarted(given: unknown): StartedLogin {
  return requireMembers("finishLogin()", given, {
    state: text("must be the one that startLogin() gave"),
    nonce: text("must be the one that startLogin() gave"),
    verifier: v.exactOptional(text("must be the one that startLogin() gave")),
    redirectUri: text("must be the one that startLogin() gave"),
    startedAt: v.number("must be the time that startLogin() gave"),
    ...asked(),
  }) as unknown as StartedLogin;
}
