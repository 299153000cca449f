import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { authorizationParameters } from "../login/authorization-request.js";
import { checkAuthorizationResponse } from "../login/authorization-response.js";
import { authorizationUrl } from "../login/authorization-url.js";
import { checkIdToken, type TokenAnswer } from "../login/id-token.js";
import { redeemGrant } from "../login/redeem-grant.js";
import { verifyTokens, type VerifiedLogin } from "../login/verify-login.js";
import { withDeadline } from "../provider/deadline.js";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { explained } from "../verify/explained.js";
import { readLibraryOptions, type LibraryOptions } from "../verify/provider-of.js";
import { verifierOf } from "../verify/verifier-of.js";

/** What the plugin is made with: settings of `createAuth()`, with their variables, and what a login asks for. */
export interface BetterAuthOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
  R extends boolean = boolean,
>
  extends ProviderOptions<P, R>, LibraryOptions {
  /** Where the provider’s logout leads back to, as registered there. Default: the `callbackURL` of `signOut()`. */
  readonly postLogoutRedirectUri?: string;
  /**
   * Called with every verified login before the session begins: the place to keep what better-auth does not, by issuer
   * and `sub`, which is its `accountId`. What it refuses does not log in; the reason goes to the log. Fields of
   * `user.additionalFields` are no place for an organisation: with `input: false` better-auth drops what a provider
   * says, and without it the person can change them.
   */
  readonly onLogin?: (login: VerifiedLogin<UserOf<P, R>>) => Decision | Promise<Decision>;
}

type Decision = void | { readonly refuse: string };

interface Tokens {
  readonly accessToken?: string | undefined;
  readonly idToken?: string | undefined;
  readonly expectedIdTokenNonce?: string | undefined;
}

/** What better-auth calls in one of its social providers. */
interface SocialProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly requiresIdTokenNonce: true;
  createAuthorizationURL(data: {
    readonly state: string;
    readonly codeVerifier: string;
    readonly redirectURI: string;
    readonly idTokenNonce?: string | undefined;
    readonly loginHint?: string | undefined;
  }): Promise<URL>;
  validateAuthorizationCode(data: {
    readonly code: string;
    readonly redirectURI: string;
    readonly codeVerifier?: string | undefined;
  }): Promise<{ accessToken: string; idToken: string; refreshToken?: string; accessTokenExpiresAt?: Date }>;
  getUserInfo(
    tokens: Tokens,
  ): Promise<{ user: { email?: string; name: string; emailVerified: boolean }; data: User } | null>;
  accountSubject(received: { readonly profile: object }): string;
  createEndSessionURL(data: {
    readonly idToken?: string | null | undefined;
    readonly postLogoutRedirectURI?: string | undefined;
    readonly state?: string | undefined;
  }): Promise<URL | null>;
}

/** A plugin for `plugins` of better-auth. */
export interface BetterAuthPlugin {
  readonly id: string;
  init(context: { readonly socialProviders: readonly object[] }): {
    context: { socialProviders: never[] };
  };
  onRequest(
    request: Request,
    context: { readonly baseURL: string },
  ): Promise<{ response: Response } | undefined>;
}

/**
 * MonComptePro for better-auth, with every check of ours: `signIn.social({ provider: "moncomptepro" })`, the redirect
 * URI `/api/auth/callback/moncomptepro`, and `signOut()`, which goes to the provider’s logout.
 *
 * @example
 * export const auth = betterAuth({ plugins: [moncomptepro({ provider: "proconnect" })] });
 *
 * @throws SettingsError with every mistake in the settings at once; AuthError `parameter_refused`
 */
export function moncomptepro<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  R extends boolean = true,
>(options: BetterAuthOptions<P, R> = {}): BetterAuthPlugin {
  const { onLogin, postLogoutRedirectUri, ...rest } = options;
  const { asked, provider } = readLibraryOptions(rest);
  const { issuer, logger, profile } = provider.settings;

  const social: SocialProvider = {
    id: profile.id,
    name: profile.brand.name,
    issuer,
    requiresIdTokenNonce: true,
    async createAuthorizationURL({ state, codeVerifier, redirectURI, idTokenNonce = "", loginHint }) {
      const parameters = authorizationParameters({ ...asked, ...(loginHint && { loginHint }) }, profile);
      const pkce = profile.pkce === "forbidden" ? {} : { verifier: codeVerifier };
      const transaction = { state, nonce: idTokenNonce, ...pkce };
      return new URL(await withDeadline(authorizationUrl(transaction, parameters, redirectURI, provider)));
    },
    async validateAuthorizationCode({ code, redirectURI, codeVerifier }) {
      const usesPkce = profile.pkce !== "forbidden" && codeVerifier !== undefined;
      const grant = { code, redirectUri: redirectURI, ...(usesPkce && { verifier: codeVerifier }) };
      const tokens = await explained(withDeadline(redeemGrant(grant, provider)), logger);
      return {
        accessToken: tokens.access_token,
        idToken: tokens.id_token,
        ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
        ...(tokens.expires_in !== undefined && {
          accessTokenExpiresAt: new Date(Date.now() + tokens.expires_in * 1000),
        }),
      };
    },
    // It takes null for an answer that cannot be trusted, and an error for a fault of its own.
    getUserInfo: (tokens) => explained(verify(tokens), logger).catch(() => null),
    accountSubject: (received) => (received.profile as User).sub,
    async createEndSessionURL({ idToken, postLogoutRedirectURI, state }) {
      const way = postLogoutRedirectUri ?? postLogoutRedirectURI;
      if (way === undefined) return null;
      const address = await verifierOf(provider).logoutUrl({
        postLogoutRedirectUri: way,
        ...(idToken && { idToken }),
        ...(state !== undefined && { state }),
      });
      return address === undefined ? null : new URL(address);
    },
  };

  async function verifyReceived(tokens: TokenAnswer, nonce: string): Promise<VerifiedLogin> {
    const claims = await checkIdToken(tokens, { nonce, asked }, provider);
    return verifyTokens(tokens, claims, { asked }, provider);
  }

  async function verify({ accessToken = "", idToken = "", expectedIdTokenNonce: nonce }: Tokens) {
    const tokens = { accessToken, idToken };
    const login = await withDeadline(verifyReceived(tokens, nonce ?? ""));
    const decision = await onLogin?.(login as VerifiedLogin<UserOf<P, R>>);
    if (decision) throw new AuthError("login_refused", { hint: decision.refuse });
    const { user, userinfoClaims } = login;
    const { email, givenName, usualName } = user;
    return {
      user: {
        ...(email !== undefined && { email }),
        name: [givenName, usualName].filter(Boolean).join(" "),
        emailVerified: userinfoClaims["email_verified"] === true,
      },
      data: user,
    };
  }

  return {
    id: "moncomptepro",
    // Its own type is met by this object, and cannot be named without it.
    init: (context) => ({ context: { socialProviders: [social, ...context.socialProviders] as never[] } }),
    // It compares an issuer that came, and does not miss one that did not (RFC 9207 section 2.4).
    async onRequest(request, { baseURL }) {
      const { pathname, searchParams } = new URL(request.url);
      if (!pathname.endsWith(`/callback/${profile.id}`) || request.method !== "GET") return undefined;
      const state = searchParams.get("state") ?? "";
      try {
        await explained(withDeadline(checkAuthorizationResponse(searchParams, { state }, provider)), logger);
        return undefined;
      } catch (error) {
        // The errors of the provider are its own affair, with the page that the login was started from.
        if (searchParams.has("error")) return undefined;
        const code = (error as { code?: string }).code ?? "internal_error";
        return {
          response: new Response(null, {
            status: 302,
            headers: { location: `${baseURL}/error?error=${code}` },
          }),
        };
      }
    },
  };
}
