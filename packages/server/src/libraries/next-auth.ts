import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import type { RequestParts } from "../http/request-parts.js";
import { authorizationParameters } from "../login/authorization-request.js";
import { checkAuthorizationResponse } from "../login/authorization-response.js";
import { checkAsked, checkIdToken, verifyIdToken } from "../login/id-token.js";
import { redeemCode } from "../login/redeem-code.js";
import { verifyTokens } from "../login/verify-login.js";
import { withDeadline } from "../provider/deadline.js";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { explained } from "../verify/explained.js";
import { readLibraryOptions, type LibraryOptions } from "../verify/provider-of.js";
import { verifierOf } from "../verify/verifier-of.js";
import type { LogoutWay } from "../verify/verifier.js";
import { fetchOfAuthJs } from "./auth-js-fetch.js";
import { logoutOfNextAuth, type Logout } from "./next-auth-logout.js";

/** What the provider is made with: settings of `createAuth()`, with their variables, and what a login asks for. */
export interface NextAuthOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
  R extends boolean = boolean,
>
  extends ProviderOptions<P, R>, LibraryOptions {
  /**
   * For Auth.js 5: the symbol `customFetch` that it exports. Its calls then keep our bounds, ask for the provider’s
   * documents once, and authenticate with the private key where there is one. next-auth 4 needs none.
   */
  readonly customFetch?: symbol;
}

/** Tokens as next-auth passes them on. No interface: its own type wants members of any name. */
type Tokens = {
  readonly access_token?: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
};

/** The answer of a login, and what next-auth 4 kept of its beginning. */
interface CodeAnswer {
  readonly provider: { readonly callbackUrl: string };
  readonly params: object;
  readonly checks: { readonly state?: string; readonly nonce?: string; readonly code_verifier?: string };
}

/** A provider for `providers` of next-auth 4 and Auth.js 5. */
export interface NextAuthProvider<U extends User = User> {
  readonly id: string;
  readonly name: string;
  readonly type: "oauth";
  readonly issuer: string;
  readonly wellKnown: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly client: { readonly token_endpoint_auth_method: "client_secret_post" };
  readonly authorization: { readonly params: Record<string, unknown> };
  /** And `nonce`, which the types of Auth.js 5 do not know for this kind of provider. */
  readonly checks: ("pkce" | "state")[];
  readonly token: { request(answer: CodeAnswer): Promise<{ tokens: Tokens }> };
  readonly userinfo: { request(received: { readonly tokens: Tokens }): Promise<U> };
  profile(user: U): { id: string; name: string; email: string | null };
}

/** The provider, and the way out. */
export interface NextAuth<U extends User = User> {
  readonly provider: NextAuthProvider<U>;
  /**
   * Ends the session of next-auth, where it lives in a cookie (`strategy: "jwt"`), and tells where the browser goes: for
   * the POST of a form.
   *
   * @throws AuthError `cross_origin_request` when another site made the browser send it
   */
  readonly logout: (request: RequestParts, way: LogoutWay) => Promise<Logout>;
  /** The address of the provider’s logout, to go to after a `signOut()` on the server; see `Verifier.logoutUrl`. */
  readonly logoutUrl: (way: LogoutWay) => Promise<string | undefined>;
}

/**
 * MonComptePro for next-auth 4 and Auth.js 5, with every check of ours. The callback `jwt` gets the verified `User` as
 * `profile`; what next-auth itself keeps of it is id (`sub`), name and e-mail.
 *
 * @example
 * const moncomptepro = createNextAuth({ provider: "proconnect" });
 * export const authOptions = { providers: [moncomptepro.provider] };
 *
 * @throws SettingsError with every mistake in the settings at once; AuthError `parameter_refused`
 */
export function createNextAuth<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  R extends boolean = true,
>(options: NextAuthOptions<P, R> = {}): NextAuth<UserOf<P, R>> {
  const { customFetch, ...rest } = options;
  const { asked, provider } = readLibraryOptions(rest);
  const { clientId, credentials, discovery, issuer, logger, profile, scope } = provider.settings;
  const { claims: claimsParameter, ...parameters } = authorizationParameters(asked, profile);
  const checks = profile.pkce === "forbidden" ? ["state", "nonce"] : ["pkce", "state", "nonce"];
  const made: NextAuthProvider = {
    id: profile.id,
    name: profile.brand.name,
    type: "oauth",
    issuer,
    wellKnown: discovery,
    clientId,
    ...(credentials.method === "client_secret_post" &&
      typeof credentials.secret === "string" && { clientSecret: credentials.secret }),
    client: { token_endpoint_auth_method: "client_secret_post" },
    // It writes the claims as JSON itself.
    authorization: {
      params: {
        scope,
        ...parameters,
        ...(claimsParameter && { claims: JSON.parse(claimsParameter) as unknown }),
      },
    },
    checks: checks as NextAuthProvider["checks"],
    // next-auth 4 asks us for the tokens. Auth.js 5 does not: it checks answer and nonce itself.
    token: {
      request: (answer) => explained(withDeadline(redeem(answer)), logger),
    },
    userinfo: {
      request: ({ tokens }) => explained(withDeadline(verify(tokens)), logger),
    },
    profile: ({ sub, givenName, usualName, email }) => ({
      id: sub,
      name: [givenName, usualName].filter(Boolean).join(" "),
      email: email ?? null,
    }),
    // Auth.js 5 reads symbols there.
    ...(customFetch && { options: { [customFetch]: fetchOfAuthJs(provider) } }),
  };
  const { logoutUrl } = verifierOf(provider);
  return {
    provider: made,
    logout: (request, way) => logoutOfNextAuth(request, way, logoutUrl),
    logoutUrl,
  } as NextAuth<UserOf<P, R>>;

  async function redeem(answer: CodeAnswer): Promise<{ tokens: Tokens }> {
    // Without the check of a state or nonce that is missing, both would be equal to one that did not come.
    const { state = "", nonce = "", code_verifier: verifier } = answer.checks;
    const transaction = { state, nonce, ...(verifier !== undefined && { verifier }), asked };
    const response = new URLSearchParams(Object.entries(answer.params as Record<string, string>));
    await checkAuthorizationResponse(response, transaction, provider);
    const tokens = await redeemCode(response, transaction, answer.provider.callbackUrl, provider);
    await checkIdToken(tokens, transaction, provider);
    const { accessToken, idToken, refreshToken } = tokens;
    return {
      tokens: {
        access_token: accessToken,
        id_token: idToken,
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      },
    };
  }

  async function verify({ access_token: accessToken = "", id_token: idToken = "" }: Tokens): Promise<User> {
    const claims = await verifyIdToken({ accessToken, idToken }, provider);
    checkAsked(claims, asked, profile);
    return (await verifyTokens({ accessToken, idToken }, claims, { asked }, provider)).user;
  }
}
