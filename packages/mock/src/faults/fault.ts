import type { Endpoint } from "../endpoint.js";

/** Where a fault can show: in an answer, or in the logout token that the provider sends. */
export type FaultEndpoint = Endpoint | "backchannel_logout";

/** Where the provider sends a signed token: the ID token, userinfo as a JWT, the logout token. */
export type TokenEndpoint = "token" | "userinfo" | "backchannel_logout";

/** How often a fault happens, and to whom. */
export interface FaultScope {
  /** How many answers are false. Default 1, the next one; `unlimited` until {@link MockProvider.reset}. */
  readonly times?: number | "unlimited";
  /** Only answers to this client, by its id. */
  readonly client?: string;
  /** Only answers about this person, by the id of the persona or by e-mail. */
  readonly person?: string;
}

interface InToken<E extends FaultEndpoint = TokenEndpoint> extends FaultScope {
  /** Default `token`: the ID token. */
  readonly endpoint?: E;
}

interface InAnswer extends FaultScope {
  readonly endpoint: Endpoint;
}

/** Every fault, with what can be said about it. Times are in seconds. */
export interface FaultSettings {
  /** The signature is not of the key that the header names. */
  readonly wrong_signature: InToken;
  /** Signed with a key that is not among the published ones. */
  readonly unknown_key: InToken;
  /** Just before the token request, all keys are replaced: the ones fetched before are worth nothing. */
  readonly key_rotation: Pick<FaultScope, "times">;
  /** Another `iss`: in the token, in the authorization response (RFC 9207), or in the discovery document. */
  readonly wrong_iss: InToken<TokenEndpoint | "authorization" | "discovery">;
  readonly wrong_aud: InToken;
  /** Another `nonce`; in a logout token, where none is allowed, any. */
  readonly wrong_nonce: InToken<"token" | "backchannel_logout">;
  /** Another `sub`. At `token`, the ID token says another person than userinfo; at `userinfo`, the reverse. */
  readonly wrong_sub: InToken;
  /** `exp` was an hour ago. */
  readonly expired: InToken;
  /** `iat` and `exp` are a day later than they should. */
  readonly iat_in_future: InToken;
  /** A claim is left out: of userinfo, or of the ID token if it is one of the ID token's own. */
  readonly missing_claim: FaultScope & { readonly claim: string; readonly endpoint?: TokenEndpoint };
  /** The `siret` of userinfo is this. Default `2199000160001`, a digit short. */
  readonly malformed_siret: FaultScope & { readonly siret?: string };
  /** The `acr` of the ID token is this. Default `eidas0`. */
  readonly lower_acr: FaultScope & { readonly acr?: string };
  /** The authorization request is answered by `error=access_denied`. With a person: once they have logged in. */
  readonly access_denied: FaultScope;
  /** Another `state` in the authorization response. */
  readonly wrong_state: FaultScope;
  /** The answer comes after `seconds`, 5 by default. */
  readonly slow_answer: InAnswer & { readonly seconds?: number };
  /** The connection stays open and nothing comes. */
  readonly no_answer: InAnswer;
  /** `status`, 400 to 599, 500 by default. */
  readonly http_error: InAnswer & { readonly status?: number };
  /** An answer of `megabytes`, 10 by default. */
  readonly huge_answer: InAnswer & { readonly megabytes?: number };
  /** A 200 that says JSON and breaks off in the middle of it. */
  readonly invalid_answer: InAnswer;
  /** The times in the token and the `Date` header are so many seconds ahead, behind if negative. */
  readonly clock_shift: InToken & { readonly seconds: number };
  /** From now on, for `seconds`, every connection is cut. */
  readonly down: { readonly seconds: number };
  /** The logout token is sent a second time. */
  readonly replayed_logout_token: FaultScope;
}

export type FaultName = keyof FaultSettings;

/** Settings must be given where one of them has no default. */
export type FaultArguments<N extends FaultName> =
  Partial<FaultSettings[N]> extends FaultSettings[N]
    ? [settings?: FaultSettings[N]]
    : [settings: FaultSettings[N]];

/** A fault in force, its settings complete. */
export interface Fault {
  readonly name: FaultName;
  readonly endpoint?: FaultEndpoint;
  readonly times: number | "unlimited";
  readonly client?: string;
  readonly person?: string;
  /** The settings of this one fault. */
  readonly claim?: string;
  readonly siret?: string;
  readonly acr?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly megabytes?: number;
}

/** A fault, and how often it has happened: a test can tell whether it tested anything. */
export interface ArmedFault extends Fault {
  /** Answers that were false so far. */
  readonly applied: number;
}
