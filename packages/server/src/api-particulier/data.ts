/**
 * What API Particulier answers, by its own names: its documentation explains each. What the token’s scopes do not open is
 * absent, and so is what it says to be `null`.
 *
 * @see https://particulier.api.gouv.fr/catalogue/cnav/quotient_familial
 */
export interface QuotientFamilial {
  readonly quotient_familial?: {
    /** `CNAF` or `MSA`. */
    readonly fournisseur: string;
    readonly valeur: number;
    /** The month that it is of. */
    readonly annee?: number;
    readonly mois?: number;
    /** The month that it was calculated in. */
    readonly annee_calcul?: number;
    readonly mois_calcul?: number;
  };
  readonly allocataires?: readonly FamilyMember[];
  readonly enfants?: readonly FamilyMember[];
  readonly adresse?: {
    readonly destinataire?: string;
    readonly complement_information?: string;
    readonly complement_information_geographique?: string;
    readonly numero_libelle_voie?: string;
    readonly lieu_dit?: string;
    readonly code_postal_ville?: string;
    readonly pays?: string;
  };
}

/** A person of the family whose quotient it is. */
export interface FamilyMember {
  readonly nom_naissance?: string;
  readonly nom_usage?: string;
  readonly prenoms?: string;
  /** `YYYY-MM-DD`. */
  readonly date_naissance?: string;
  /** `M` or `F`. */
  readonly sexe?: string;
}

/**
 * Where a student is admitted or enrolled this year.
 *
 * @see https://particulier.api.gouv.fr/catalogue/mesri/statut_etudiant
 */
export interface StatutEtudiant {
  readonly admissions?: readonly {
    /** `YYYY-MM-DD`. */
    readonly date_debut?: string;
    readonly date_fin?: string;
    /** False: admitted, and not enrolled yet. */
    readonly est_inscrit?: boolean;
    readonly regime_formation?: { readonly libelle?: string; readonly code?: string };
    readonly code_cog_insee_commune?: string;
    readonly etablissement_etudes?: { readonly uai?: string; readonly nom?: string };
  }[];
}

/** What both versions say of a scholarship. */
interface Bourse {
  readonly echelon_bourse?: {
    /** From `0bis` to `7`. */
    readonly echelon?: string;
    readonly echelon_bourse_regionale_provisoire?: boolean;
  };
  readonly periode_versement_bourse?: {
    /** `YYYY-MM-DD`. */
    readonly date_rentree?: string;
    /** In months. */
    readonly duree?: number;
  };
  readonly etablissement_etudes?: { readonly nom_commune?: string; readonly nom_etablissement?: string };
  readonly email?: string;
}

/**
 * The scholarship of a student, version 4.
 *
 * @see https://particulier.api.gouv.fr/catalogue/cnous/statut_etudiant_boursier
 */
export interface EtudiantBoursier extends Bourse {
  readonly statut_boursier?: {
    readonly est_boursier: boolean;
    readonly est_radie?: boolean;
    /** `YYYY-MM-DD`. */
    readonly date_radiation?: string;
  };
}

/** The scholarship of a student, version 3. */
export interface EtudiantBoursierV3 extends Bourse {
  readonly est_boursier?: boolean;
}
