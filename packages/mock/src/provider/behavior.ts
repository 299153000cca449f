import type { JWK } from "jose";
import type { Configuration, interactionPolicy, KoaContextWithOIDC } from "oidc-provider";
import type { Profile } from "@moncomptepro/profiles";
import type { LoginRules } from "../interaction/login-rules.js";
import type { People, Person } from "../people/people.js";
import type { Persona, PersonaOrganization } from "../people/persona.js";
import type { ProviderState } from "../state/provider-state.js";
import type { KeyKind } from "./signing-keys.js";

/** The lifetimes of what the provider issues, in seconds. */
interface Lifetimes {
  readonly authorizationCode: number;
  readonly accessToken: number;
  readonly idToken: number;
  readonly interaction: number;
  /** Of a provider that issues them. */
  readonly refreshToken?: number;
  readonly session: number;
  /** Of what the person allowed the client, where it ends before the session does. */
  readonly grant?: number;
}

/** Some endpoints are where oidc-provider has them unless a provider says otherwise. */
type Routes = Readonly<
  Record<"authorization" | "token" | "userinfo" | "end_session", string> &
    Partial<Record<"introspection" | "jwks" | "pushed_authorization_request" | "revocation", string>>
>;

/** What is registered of a client that says nothing about it. */
interface ClientDefaults {
  /** Separated by spaces. */
  readonly scope: string;
  readonly idTokenSignedResponseAlg: string;
  /** `none`: userinfo is JSON. */
  readonly userinfoSignedResponseAlg: string;
  readonly idTokenEncryptedResponseAlg?: string;
  readonly idTokenEncryptedResponseEnc?: string;
  readonly userinfoEncryptedResponseAlg?: string;
  readonly userinfoEncryptedResponseEnc?: string;
  /** `auth_time` is told whether it is asked for or not. */
  readonly requireAuthTime?: true;
}

/** A request that the provider refuses with a page of its own, whatever oidc-provider would say or says. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  readonly error: string;
  readonly description: string;
  /** How the page is labelled, where it is not what it is. */
  readonly contentType?: string;
}

/** What the oidc-provider library must be told beyond what all providers share. */
type LibrarySettings = Pick<
  Configuration,
  | "acceptQueryParamAccessTokens"
  | "clientBasedCORS"
  | "enabledJWA"
  | "issueRefreshToken"
  | "pairwiseIdentifier"
  | "subjectTypes"
> & { readonly features: Pick<Features, DifferingFeature> };

type Features = NonNullable<Configuration["features"]>;
type DifferingFeature =
  "dPoP" | "jwtIntrospection" | "pushedAuthorizationRequests" | "resourceIndicators" | "revocation";

/**
 * How one provider behaves where its profile, which is written for relying parties, says nothing. A new provider is a
 * folder and its line in {@link behaviors}.
 */
export interface ProviderBehavior extends LoginRules {
  readonly profile: Profile;
  /** Who can log in when nothing is said. Default: the professionals. */
  readonly personas?: readonly Persona[];
  /** Path under the origin that the issuer ends with; empty when the issuer is the bare origin. */
  readonly issuerPath: string;
  /** Path under which the endpoints live. */
  readonly mountPath: string;
  /** What all paths of the endpoints begin with, where they do not begin with the mount path. */
  readonly pathPrefix?: string;
  /** Paths of the endpoints, under {@link mountPath}. */
  readonly routes: Routes;
  /** Parameters of the authorization request that are kept for the pages. */
  readonly extraParameters: readonly string[];
  readonly cookieNames: Readonly<Record<"session" | "interaction" | "resume" | "state", string>>;
  readonly lifetimes: Lifetimes;
  /** What discovery announces. A client of the mock may have any of it, also where the provider could not register it. */
  readonly clientAuthentication: readonly ("client_secret_post" | "private_key_jwt")[];
  readonly clientDefaults: ClientDefaults;
  /** One key each. */
  readonly keys: readonly KeyKind[];
  readonly library: LibrarySettings;
  /** How an error on a page of the provider is called, from its OAuth name and description. */
  readonly errorCode: (error: string, description?: string) => string;
  /** Where a logout ends that names no page of the application; shown at once when it is undefined. */
  readonly signedOutPath: string | undefined;
  /** The `sub` that relying parties receive, from that of the persona, and the way back. */
  readonly subject: { of(sub: string): string; read(subject: string): string };
  /** How redirect URIs are compared with those registered: as they are written, or once parsed. */
  readonly redirectUris: "exact" | "parsed";
  /** Sees each request before oidc-provider does, may change it, and may refuse it. */
  readonly before?: (context: KoaContextWithOIDC, state: ProviderState) => Promise<Refusal | undefined>;
  /** Sees each answer of oidc-provider before anything falsifies it, and may change it, or show a page instead. */
  readonly after?: (context: KoaContextWithOIDC, keys: readonly JWK[]) => Promise<Refusal | undefined>;
  /** When the provider asks something of the person. */
  policy(people: People): interactionPolicy.DefaultPolicy;
  /**
   * All that can be told of a person acting for an organisation, which is undefined where the provider knows none; scopes
   * choose among it.
   */
  claims(person: Person, organization: PersonaOrganization | undefined): Record<string, unknown>;
}
