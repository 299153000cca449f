import type { Profile } from "@moncomptepro/profiles";
import type { interactionPolicy } from "oidc-provider";
import type { People, Person } from "../people/people.js";
import type { PersonaOrganization } from "../people/persona.js";
import type { SignIn } from "../people/sign-ins.js";

/** How a login was made, as the ID token tells it. */
export interface Assurance {
  readonly acr: string;
  readonly amr: readonly string[];
}

/** What a login asks of the provider beyond a mere identity. */
export interface AssuranceRequest {
  /** The levels of an essential `acr` claim; undefined when none was asked for. */
  readonly essential?: readonly string[] | undefined;
  /** The `acr_values` parameter. */
  readonly acrValues?: string | undefined;
}

/** The lifetimes of what the provider issues, in seconds. */
interface Lifetimes {
  readonly authorizationCode: number;
  readonly accessToken: number;
  readonly idToken: number;
  readonly interaction: number;
  readonly session: number;
}

/**
 * How one provider behaves where its profile, which is written for relying parties, says nothing. A new provider is a
 * new file and nothing more.
 */
export interface ProviderBehavior {
  readonly profile: Profile;
  /** Path under the origin that the issuer ends with; empty when the issuer is the bare origin. */
  readonly issuerPath: string;
  /** Path under which the endpoints live. */
  readonly mountPath: string;
  /** Paths of the endpoints, under {@link mountPath}. */
  readonly routes: Readonly<Record<"authorization" | "token" | "userinfo" | "end_session", string>>;
  /** Parameters of the authorization request that are kept for the pages. */
  readonly extraParameters: readonly string[];
  readonly cookieNames: Readonly<Record<"session" | "interaction" | "resume" | "state", string>>;
  readonly lifetimes: Lifetimes;
  /** When the provider asks something of the person. */
  policy(people: People): interactionPolicy.DefaultPolicy;
  /** All that can be told of a person acting for an organisation; scopes choose among it. */
  claims(person: Person, organization: PersonaOrganization): Record<string, unknown>;
  /** How the person authenticates to meet the request; undefined when they cannot. */
  assurance(person: Person, signIn: SignIn, request: AssuranceRequest): Assurance | undefined;
}
