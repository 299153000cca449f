/** The organisation that the person acts for. */
export interface Organization {
  /** 14 digits. */
  readonly siret: string;
  /** The first 9 digits of the SIRET. */
  readonly siren: string;
  readonly label?: string;
  /** The person works for the organisation without belonging to it: a contractor, say. */
  readonly isExternal?: boolean;
  readonly isCommune?: boolean;
  readonly isPublicService?: boolean;
}

/** How and how strongly the person authenticated. */
export interface Authentication {
  /** The level the provider reports. Proof of nothing unless {@link acrProven}. */
  readonly acr?: string;
  readonly acrProven: boolean;
  /** Authentication methods (RFC 8176), when they were asked for. */
  readonly amr?: readonly string[];
  /** When the person authenticated, in seconds since the epoch. */
  readonly time?: number;
}

/**
 * Who is logged in, as `GET /auth/me` tells it. What the provider doesn't send is absent: never `null`, never empty.
 *
 * Link accounts on the pair of `issuer` and `sub`, never on the e-mail alone.
 */
export interface User {
  readonly sub: string;
  readonly issuer: string;
  /** Profile id: `moncomptepro`, `proconnect`… */
  readonly provider: string;
  readonly email?: string;
  readonly givenName?: string;
  readonly usualName?: string;
  readonly phoneNumber?: string;
  /** There with MonComptePro and ProConnect. */
  readonly organization?: Organization;
  readonly authentication: Authentication;
}
