import type { DataCallName, Language } from "@moncomptepro/profiles";
import type { PersonaPractitioner } from "./practitioner.js";

/** An organisation a person may act for, with what binds the person to it. */
export interface PersonaOrganization {
  /** 14 digits, Luhn-valid or an establishment of La Poste. */
  readonly siret: string;
  readonly label: string;
  readonly isCommune: boolean;
  readonly isPublicService: boolean;
  /** The person works for the organisation without belonging to it. */
  readonly isExternal: boolean;
}

/** How strongly a person can authenticate and be identified; a password alone unless it says more. */
export interface PersonaAssurance {
  /** The State knows the person's identity (through FranceConnect at the real provider): `eidas1` instead of `eidas0`. */
  readonly identityVerified?: boolean;
  /** A second factor is asked for at each login, or only when the application requires it. */
  readonly secondFactor?: "always" | "on-request";
  /** Certified officer of the organisation: reaches the certification level when an application requires it. */
  readonly companyOfficer?: boolean;
  /** At FranceConnect+, what the person's means reach. Default `eidas2`. */
  readonly level?: "eidas2" | "eidas3";
}

/** What the civil register knows of a person, at a provider of citizens' identities. */
export interface PersonaCivilStatus {
  readonly givenNames: readonly string[];
  readonly usageName?: string;
  readonly gender?: "female" | "male";
  /** `YYYY-MM-DD`, with `00` for what is presumed. */
  readonly birthDate?: string;
  /** INSEE code of the commune; none for a person born abroad. */
  readonly birthPlace?: string;
  /** INSEE code of the country. */
  readonly birthCountry?: string;
  /** The e-mail of the persona serves to log in only. */
  readonly hasNoEmail?: true;
}

/** What the administration holds about a person, as API Particulier answers it when every scope is there. */
export type PersonaData = Readonly<Partial<Record<DataCallName, Readonly<Record<string, unknown>>>>>;

/** A made-up person whom one can log in as. */
export interface Persona {
  /** Stable name: `data-persona` on the page, and the name to use in tests. */
  readonly id: string;
  /** What the person is there for: in French on the page, in English on the start-up screen. */
  readonly description: Readonly<Record<Language, string>>;
  /** Numeric string, as the real provider sends; at a provider of health professionals the national identifier. */
  readonly sub: string;
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly phoneNumber?: string;
  readonly job?: string;
  /** Whom the person acts for; empty at a provider that knows no organisations. */
  readonly organizations: readonly PersonaOrganization[];
  readonly civilStatus?: PersonaCivilStatus;
  readonly practitioner?: PersonaPractitioner;
  readonly assurance?: PersonaAssurance;
  /** None: API Particulier finds no file. */
  readonly data?: PersonaData;
  /**
   * What becomes of a login instead of a success, once the person has proved who they are: they give up, and the
   * application gets `access_denied`; or the provider says on a page of its own that the account is blocked.
   */
  readonly refusal?: "gives-up" | "blocked";
}

/** What a person may change about themselves on the provider's form. */
export interface PersonalData {
  readonly givenName: string;
  readonly familyName: string;
  readonly phoneNumber?: string;
  readonly job?: string;
}
