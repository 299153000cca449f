import type { Claims, Json } from "./claims.js";

/** How and how strongly the person authenticated, as the ID token tells it. */
export interface Authentication {
  /** The level the provider reports. Proof of nothing unless {@link acrProven}. */
  acr?: string;
  /**
   * True when this login asked for the level as an essential claim and the provider returned an accepted one that the
   * person's browser cannot forge: see `forgeable` of the profile's levels.
   */
  acrProven: boolean;
  /**
   * Whether the level received means several factors, as the profile lists them; absent when no level was received, or the
   * profile lists none.
   * Proof only with {@link acrProven}: the answer to a mere wish is what the provider says, and opens no guard.
   */
  secondFactor?: boolean;
  /** Authentication methods (RFC 8176), when they were asked for. */
  amr?: readonly string[];
  /** When the person authenticated, in seconds since the epoch (`auth_time`). */
  time?: number;
}

/** The organisation that the person acts for. */
export interface Organization {
  /** 14 digits, checked: see {@link isSiret}. */
  siret: string;
  /** The first 9 digits of the SIRET. */
  siren: string;
  label?: string;
  /** The person works for the organisation without belonging to it: a contractor, say. */
  isExternal?: boolean;
  isCommune?: boolean;
  isPublicService?: boolean;
}

/** Who logged in. What the provider does not send is absent: never `null`, never an empty string. */
export interface User {
  /** With {@link issuer} the stable identity. Link accounts on the pair, never on the e-mail alone. */
  sub: string;
  issuer: string;
  /** Profile id. */
  provider: string;
  email?: string;
  givenName?: string;
  usualName?: string;
  phoneNumber?: string;
  organization?: Organization;
  authentication: Authentication;
}

/** A person who acts for an organisation: e-mail and SIRET are there, or the login was refused. */
export interface ProfessionalUser<P extends string = string> extends User {
  provider: P;
  email: string;
  organization: Organization;
}

/** A person whom MonComptePro logged in. */
export interface MonCompteProUser extends ProfessionalUser<"moncomptepro"> {
  job?: string;
}

/** What ProConnect says of the work of a person: a public servant of which kind, or the officer of a company. */
export type ProConnectRole =
  | "agent_public"
  | "agent_public_etat"
  | "agent_public_territorial"
  | "agent_public_hospitalier"
  | "agent_public_L100-3"
  | "dirigeant"
  // Others may come.
  | (string & Record<never, never>);

/** A person whom ProConnect logged in. */
export interface ProConnectUser extends ProfessionalUser<"proconnect"> {
  /** Identifier of the person at the identity provider. */
  uid?: string;
  /** Which identity provider of the federation was used (`idp_id`). */
  identityProvider?: string;
  /** Empty for private staff. Proof of nothing at a guard: see `certifiedOfficer` for officers of companies. */
  roles?: readonly ProConnectRole[];
  organizationalUnit?: string;
  belongingPopulation?: string;
  /** Of Chorus-DT, by which the State's agents travel (`chorusdt:matricule`, `chorusdt:societe`). */
  chorusdtMatricule?: string;
  chorusdtSociete?: string;
  /** What the identity provider says beyond what ProConnect knows (scope `custom`), at most eight levels deep. */
  custom?: Readonly<Record<string, Json>>;
}

/** A date of birth as the civil register has it: of some people the day, or the month and the day, are unknown. */
export interface CivilDate {
  /** As it was sent: `YYYY-MM-DD`, with `00` for what is presumed. No date for `Date`, then. */
  value: string;
  year: number;
  /** 1 to 12; absent when it is presumed. */
  month?: number;
  /** 1 to 31; absent when it is presumed. */
  day?: number;
}

/** The pivot identity of a citizen, as far as the scope opens it. */
export interface CivilIdentity {
  /** In capitals. */
  birthName?: string;
  /** The name used in daily life, by marriage for example; many people have none. */
  usageName?: string;
  /** In the order of the civil register. */
  givenNames?: readonly string[];
  gender?: "male" | "female";
  birthDate?: CivilDate;
  /** INSEE code of the commune, `75107` or `2A004` for example; absent when the person was born abroad. */
  birthPlace?: string;
  /** INSEE code of the country, `99100` for France. */
  birthCountry?: string;
}

/** A citizen. There is no organisation, and there may be no e-mail. {@link User.givenName} is the first given name. */
export interface CitizenUser<P extends string = string> extends User, CivilIdentity {
  provider: P;
  organization?: never;
  /** As the identity provider has it, before the national register corrected it. */
  identityProviderBirthDate?: CivilDate;
  /** Which identity provider was used (`idp_id`), where the application may know. */
  identityProvider?: string;
}

/** A person whom FranceConnect logged in: the identity is the national register's. */
export interface FranceConnectUser extends CitizenUser<"franceconnect"> {}

/** A person whom FranceConnect+ logged in: the identity is the identity provider's. */
export interface FranceConnectPlusUser extends CitizenUser<"franceconnect-plus"> {
  /** As the national register has it, by a scope that begins with `rnipp_`: to find a person again, nothing else. */
  rnipp?: CivilIdentity;
}

/** What a login received, all of it verified, before it becomes a {@link User}. */
export interface Login {
  readonly issuer: string;
  readonly idToken: Claims;
  readonly userinfo: Claims;
  /** See {@link Authentication.acrProven}. */
  readonly acrProven: boolean;
  /** Whether a login without an organisation is refused. Default: true. */
  readonly requiresOrganization?: boolean;
}
