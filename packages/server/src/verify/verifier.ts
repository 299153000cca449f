import type { User } from "@moncomptepro/profiles";
import type { VerifiedLogin } from "../login/verify-login.js";
import type { LoginWishes } from "./wishes.js";

/** A login that has begun. Keep it for this browser alone, on the server or sealed, and let it be used once. */
export interface StartedLogin {
  readonly state: string;
  readonly nonce: string;
  /** PKCE verifier, where the provider takes one. */
  readonly verifier?: string;
  readonly redirectUri: string;
  /** Seconds since the epoch. A login that takes more than an hour is refused. */
  readonly startedAt: number;
  readonly acr?: readonly string[];
  readonly maxAge?: number;
}

/** Tokens that came from the token endpoint, and what was asked. */
export interface ReceivedTokens {
  readonly tokens: {
    readonly idToken: string;
    readonly accessToken: string;
    readonly refreshToken?: string;
  };
  /** The nonce of the authorization request of this login. */
  readonly nonce: string;
  /**
   * Levels that the request asked for as an essential claim, of which one must have been reached. Those of
   * `acr_values` don't belong here: they prove nothing. `authorizationParameters({ acr })` gives the claim.
   */
  readonly acr?: readonly string[];
  /** The request asked for a second factor, with the claim that `authorizationParameters({ secondFactor })` gives. */
  readonly secondFactor?: true | "preferred";
  /** The request asked for a certified officer, with the claim that `authorizationParameters({ certifiedOfficer })` gives. */
  readonly certifiedOfficer?: true;
  /** Seconds since the person last authenticated that are allowed. */
  readonly maxAge?: number;
}

/** Where a logout is to lead. */
export interface LogoutWay {
  /** As registered at the provider. */
  readonly postLogoutRedirectUri: string;
  /** The ID token of the login, `tokens.idToken`: ProConnect wants it. */
  readonly idToken?: string;
  /** Comes back with the person. Default: a random one, because some providers want one. */
  readonly state?: string;
}

/** The verified login, without any session or route: for an application that has its own. */
export interface Verifier<U extends User = User> {
  /**
   * Begins a login: where to send the browser, and what to keep until it comes back.
   *
   * @throws AuthError `parameter_refused`, or that the provider has a problem
   */
  readonly startLogin: (
    options: LoginWishes & { readonly redirectUri: string },
  ) => Promise<{ location: string; started: StartedLogin }>;
  /**
   * Finishes a login: checks the answer, redeems the code, and checks tokens and userinfo as {@link verifyLogin} does.
   *
   * @param response - parameters that came back in the address
   * @param started - what {@link startLogin} gave for this browser; undefined when nothing is kept of it
   * @throws AuthError with the code that says what is wrong: `login_expired` when nothing is kept
   */
  readonly finishLogin: (
    response: URLSearchParams,
    started: StartedLogin | undefined,
  ) => Promise<VerifiedLogin<U>>;
  /**
   * Verifies tokens that another library received: ID token with signature, issuer, audience, nonce, freshness and
   * `at_hash`; what was asked; then fetches the userinfo and verifies it likewise.
   *
   * @throws AuthError with the code that says what is wrong
   */
  readonly verifyLogin: (received: ReceivedTokens) => Promise<VerifiedLogin<U>>;
  /**
   * The parameters of an authorization request of your own that ask for these things so that the answer proves them.
   *
   * @throws AuthError `parameter_refused`
   */
  readonly authorizationParameters: (wishes?: LoginWishes) => Readonly<Record<string, string>>;
  /**
   * The address of the provider's logout. Undefined when it has none, wants an ID token and there is none, or cannot be
   * reached: end your own session in any case.
   */
  readonly logoutUrl: (way: LogoutWay) => Promise<string | undefined>;
  /** The JWK set to publish, at the address registered, for a provider that encrypts: the public part of `decryptionKey`. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] };
}
