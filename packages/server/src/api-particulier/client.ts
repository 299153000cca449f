import type { DataCallName } from "@moncomptepro/profiles";
import type { EtudiantBoursier, EtudiantBoursierV3, QuotientFamilial, StatutEtudiant } from "./data.js";
import type { Failure } from "./failure.js";

/** What a call gave: data, or why there are none. */
export type Outcome<T> = { readonly ok: true; readonly data: T } | Failure;

/** Options of {@link createApiParticulier}. */
export interface ApiParticulierOptions {
  /** SIRET of the administration that receives the data. Each call may name another one. */
  readonly recipient: string;
  /** `production` or `staging`. Default: `production`. */
  readonly environment?: "production" | "staging";
  /** Another address, for example of the mock; http towards localhost only. Default: the environment’s. */
  readonly baseUrl?: string | undefined;
  /** Seconds for a call, from 1 to 30. Default: 8. */
  readonly timeout?: number;
  /** Makes the calls, for example through a proxy. Default: Node’s own connections. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The access token of a login at FranceConnect: `access` of the hook `onLogin`. */
export interface Access {
  readonly token: string;
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
}

/** What every call may say. */
export interface CallOptions {
  /** SIRET of the administration that receives the data, where it is not that of the client. */
  readonly recipient?: string;
}

/** Which month’s quotient is asked for. Default: this one. */
export interface QuotientFamilialOptions extends CallOptions {
  /** Year. Those of the CAF go back two years. */
  readonly annee?: number;
  /** Month, from 1 to 12. */
  readonly mois?: number;
}

/** Which year’s scholarship is asked for, and in which version. */
export interface EtudiantBoursierOptions extends CallOptions {
  /** The year in which the school year begins, from 2021. Default: the newest that is valid. */
  readonly campaignYear?: number;
  /** Default: 4. */
  readonly version?: 3 | 4;
}

/** A client of API Particulier. No call throws for what happens on the way: each gives data, or says why there are none. */
export interface ApiParticulier {
  /** The family quotient of the CAF or the MSA, with the family and its address as far as the scopes open them. */
  quotientFamilial(access: Access, options?: QuotientFamilialOptions): Promise<Outcome<QuotientFamilial>>;
  /** Where the person is admitted or enrolled as a student. */
  statutEtudiant(access: Access, options?: CallOptions): Promise<Outcome<StatutEtudiant>>;
  /** The scholarship of a student. */
  etudiantBoursier(
    access: Access,
    options: EtudiantBoursierOptions & { readonly version: 3 },
  ): Promise<Outcome<EtudiantBoursierV3>>;
  etudiantBoursier(
    access: Access,
    options?: EtudiantBoursierOptions & { readonly version?: 4 },
  ): Promise<Outcome<EtudiantBoursier>>;
  /**
   * What the setting `scope` lacks for a call, claim by claim and scope by scope; empty when nothing does. For a check when
   * the application starts.
   */
  missingScopes(call: DataCallName, scope: string): readonly string[];
}
