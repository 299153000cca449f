import * as v from "valibot";
import type { EtudiantBoursier, EtudiantBoursierV3, QuotientFamilial, StatutEtudiant } from "./data.js";

/** What an answer must be; what it holds beside is left out. */
export type DataForm<T> = v.GenericSchema<unknown, T>;

/** valibot takes a list for an object without members. */
const object = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.custom<object>((value) => !Array.isArray(value)),
    v.object(entries),
  );
const text = v.exactOptional(v.string());
const integer = v.exactOptional(v.pipe(v.number(), v.safeInteger()));
const flag = v.exactOptional(v.boolean());
const part = <E extends v.ObjectEntries>(entries: E) => v.exactOptional(object(entries));
const parts = <E extends v.ObjectEntries>(entries: E) => v.exactOptional(v.array(object(entries)));

const member = {
  nom_naissance: text,
  nom_usage: text,
  prenoms: text,
  date_naissance: text,
  sexe: text,
};

export const quotientFamilial: DataForm<QuotientFamilial> = object({
  quotient_familial: part({
    fournisseur: v.string(),
    valeur: v.pipe(v.number(), v.safeInteger()),
    annee: integer,
    mois: integer,
    annee_calcul: integer,
    mois_calcul: integer,
  }),
  allocataires: parts(member),
  enfants: parts(member),
  adresse: part({
    destinataire: text,
    complement_information: text,
    complement_information_geographique: text,
    numero_libelle_voie: text,
    lieu_dit: text,
    code_postal_ville: text,
    pays: text,
  }),
});

export const statutEtudiant: DataForm<StatutEtudiant> = object({
  admissions: parts({
    date_debut: text,
    date_fin: text,
    est_inscrit: flag,
    regime_formation: part({ libelle: text, code: text }),
    code_cog_insee_commune: text,
    etablissement_etudes: part({ uai: text, nom: text }),
  }),
});

const bourse = {
  echelon_bourse: part({ echelon: text, echelon_bourse_regionale_provisoire: flag }),
  periode_versement_bourse: part({ date_rentree: text, duree: integer }),
  etablissement_etudes: part({ nom_commune: text, nom_etablissement: text }),
  email: text,
};

export const etudiantBoursier: DataForm<EtudiantBoursier> = object({
  ...bourse,
  statut_boursier: part({ est_boursier: v.boolean(), est_radie: flag, date_radiation: text }),
});

export const etudiantBoursierV3: DataForm<EtudiantBoursierV3> = object({ ...bourse, est_boursier: flag });
