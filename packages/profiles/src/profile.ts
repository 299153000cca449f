import type { AccessRules } from "./access.js";
import type { Brand } from "./brands.js";
import type { Login, User } from "./user.js";

/** Where one environment of a provider is found. */
export interface Environment {
  /** Issuer identifier. The discovery document may spell it with a final slash or without; nothing else differs. */
  readonly issuer: string;
  /**
   * Address of the discovery document where it isn't the issuer's `/.well-known/openid-configuration`. One under the
   * issuer is looked for at the same place under any other issuer that the settings name.
   */
  readonly discovery?: string;
}

/**
 * Parameters that an authorization request may carry beyond those that the protocol itself needs. `kc_idp_hint` is what
 * Keycloak calls `idp_hint`.
 */
export type AuthorizationParameter =
  "prompt" | "login_hint" | "siret_hint" | "idp_hint" | "kc_idp_hint" | "acr_values" | "claims" | "max_age";

/** What the authorization request may and must carry. Asking for anything else is refused before the redirect. */
export interface AuthorizationRules {
  readonly defaultScope: string;
  /** The default for an application that wants no organisation; the same when absent. */
  readonly scopeWithoutOrganization?: string;
  readonly parameters: readonly AuthorizationParameter[];
  /** Values of `prompt` that are understood, each as the whole string: combinations are listed when they work. */
  readonly prompts: readonly string[];
  /** Characters that `state` and `nonce` must have; what the kit makes has 32. */
  readonly minimumLengths?: { readonly state: number; readonly nonce: number };
}

/** How a client proves at the token endpoint who it is. */
export type ClientAuthenticationMethod = "client_secret_post" | "client_secret_basic" | "private_key_jwt";

/** How a JWT is encrypted to the client (RFC 7516). */
export interface EncryptionRules {
  readonly keyManagementAlgorithms: readonly string[];
  readonly contentEncryptionAlgorithms: readonly string[];
  /** The provider sends nothing unencrypted. Default: as the client is registered. */
  readonly required?: boolean;
}

/** How an ID token is protected. */
export interface TokenRules {
  /** Signature algorithms that a client may be registered with. */
  readonly signingAlgorithms: readonly string[];
  /** Present when the token comes encrypted around its signature. */
  readonly encryption?: EncryptionRules;
}

/** How the answer of the userinfo endpoint is protected. */
export interface UserinfoRules extends TokenRules {
  /** `json`: plain; `jwt`: signed. Both: as the client is registered. */
  readonly formats: readonly ("json" | "jwt")[];
}

/** Authentication levels: which exist, how they compare, how one is asked for so that the answer proves something. */
export interface AcrRules {
  /** Known values; from the weakest to the strongest when the comparison is `ordered`. */
  readonly values: readonly string[];
  readonly comparison: "exact" | "ordered";
  /** The form of request that the provider treats as binding. */
  readonly provenBy: "essential-claim" | "acr_values";
  /** The values that mean several factors. */
  readonly multiFactor: readonly string[];
  /**
   * Values that come back for less than they say once the person edits the authorization request, which passes through
   * their browser. They prove nothing: no answer that bears one satisfies a requirement, and none can be required.
   */
  readonly forgeable: readonly string[];
  /**
   * The values that mean a certified officer of the organisation: the provider compared who the person is with the
   * register of companies. Default: none.
   */
  readonly certifiedOfficer?: readonly string[];
  /** Values that say something of the organisation too: another one may not reach them. */
  readonly ofOrganization?: readonly string[];
  /**
   * By value, others that a list must hold beside it: without them the provider refuses people who would give more than
   * the list asks for.
   */
  readonly onlyWith?: Readonly<Record<string, readonly string[]>>;
  /** What a login asks for that names no level: the provider refuses a request without one. */
  readonly always?: readonly string[];
  /** Known values that the provider refuses to be asked for. */
  readonly refused?: readonly string[];
  /** What an ID token without `acr` means: the level that each login there reaches. Default: no level. */
  readonly absent?: string;
}

/** An answer of the provider whose code alone says less than its description does. */
export interface ProviderRefusal {
  /** `error` of the answer. */
  readonly error: string;
  /** What its `error_description` contains. */
  readonly description: string;
  /** `level`: the person cannot reach the level that was asked for. `person`: the person gave up or was refused. */
  readonly means: "level" | "person";
}

/** An answer of the token endpoint or of userinfo. */
export interface ProviderAnswerRule {
  /** HTTP status. */
  readonly status: number;
  /** The member `error` of its JSON. */
  readonly error: string;
}

/** What RP-initiated logout needs. */
export interface LogoutRules {
  readonly idTokenHint: "required" | "recommended" | "unused";
}

/**
 * What a provider is. Data and one pure function: nothing else in the kit knows any provider, so a new one is a new
 * profile and nothing more.
 */
export interface Profile<U extends User = User> {
  readonly id: string;
  readonly brand: Brand;
  /** By name; `production` is the default one. */
  readonly environments: Readonly<Record<string, Environment>>;
  /**
   * Hosts that people take for the provider and where no issuer is: those that it left, those of a version that ended, its
   * web site. With each what to do instead, as a sentence that continues “the issuer …”. Default: none.
   */
  readonly mistakenHosts?: Readonly<Record<string, string>>;
  readonly authorization: AuthorizationRules;
  /** `forbidden`: the provider refuses `code_challenge`, whatever its discovery document announces. */
  readonly pkce: "required" | "optional" | "forbidden";
  /** What a client can be registered with, or works: a discovery document may announce more. */
  readonly clientAuthentication: readonly ClientAuthenticationMethod[];
  readonly idToken: TokenRules;
  readonly userinfo: UserinfoRules;
  readonly acr: AcrRules;
  /**
   * How the application can prove that the person authenticated recently: `auth_time`, by `prompt=login` with that
   * claim essential; `max_age`, by the parameter; or not at all.
   */
  readonly recency: "auth_time" | "max_age" | "unprovable";
  readonly logout: LogoutRules;
  /**
   * How a person who acts for several organisations chooses another one: by `prompt=select_organization`, or by signing
   * out at the provider and in again. Absent where there is no choice.
   */
  readonly organizationChange?: "select_organization" | "sign-in-again";
  /** Default: each error means what its code says. */
  readonly refusals?: readonly ProviderRefusal[];
  /**
   * What the token endpoint answers to a refresh token, and userinfo to an access token, once the person's session ended at
   * the provider. Default: what the standards say, `invalid_grant`.
   */
  readonly endedSession?: ProviderAnswerRule;
  /**
   * How the provider answers an API that asks about an access token: signed (`jwt`, RFC 9701), or not (`json`). Absent where it
   * answers none.
   */
  readonly introspection?: "jwt" | "json";
  /** Who may offer it to whom, and where it is asked for. */
  readonly access?: AccessRules;
  /** Whether the token endpoint gives refresh tokens. */
  readonly refreshToken: boolean;
  /** The claims that each scope opens. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** The claims that a login cannot do without: the scope must open them. */
  readonly mandatoryClaims: readonly string[];
  /** One sentence that production start-up logs, when there is something a new service should know. */
  readonly productionNotice?: string;
  /**
   * Maps what a login received to a user.
   *
   * @throws ClaimError when a claim that the login cannot do without is missing or malformed
   */
  toUser(login: Login): U;
}
