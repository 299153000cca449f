import type { PersonaData } from "../../people/persona.js";

const address = (destinataire: string, numero_libelle_voie: string, code_postal_ville: string) => ({
  destinataire,
  complement_information: null,
  complement_information_geographique: null,
  numero_libelle_voie,
  lieu_dit: null,
  code_postal_ville,
  pays: "FRANCE",
});

/** A parent with two children, at the CAF. */
export const FAMILY: PersonaData = {
  quotientFamilial: {
    quotient_familial: {
      fournisseur: "CNAF",
      valeur: 699,
      annee: 2026,
      mois: 10,
      annee_calcul: 2026,
      mois_calcul: 9,
    },
    allocataires: [
      {
        nom_naissance: "MERCIER",
        nom_usage: null,
        prenoms: "JULIEN MARC ANTOINE LOUIS",
        date_naissance: "1979-02-14",
        sexe: "M",
      },
    ],
    enfants: [
      { nom_naissance: "MERCIER", nom_usage: null, prenoms: "LOU", date_naissance: "2016-04-21", sexe: "F" },
      { nom_naissance: "MERCIER", nom_usage: null, prenoms: "NOÉ", date_naissance: "2019-09-02", sexe: "M" },
    ],
    adresse: address("Monsieur MERCIER JULIEN", "12 RUE DES EXEMPLES", "75107 PARIS"),
  },
};

/** Without children, at the MSA. */
export const WITHOUT_CHILDREN: PersonaData = {
  quotientFamilial: {
    quotient_familial: {
      fournisseur: "MSA",
      valeur: 1045,
      annee: 2026,
      mois: 11,
      annee_calcul: 2026,
      mois_calcul: 11,
    },
    allocataires: [
      {
        nom_naissance: "SANTONI",
        nom_usage: "COLONNA",
        prenoms: "MARIE ANGE",
        date_naissance: "1985-11-30",
        sexe: "F",
      },
    ],
    enfants: [],
    adresse: address("Madame COLONNA MARIE", "3 CHEMIN DU MAQUIS", "20000 AJACCIO"),
  },
};

/** A student with a scholarship, who has no file of their own at the CAF. */
export const STUDENT: PersonaData = {
  statutEtudiant: {
    admissions: [
      {
        date_debut: "2026-09-01",
        date_fin: "2027-08-31",
        est_inscrit: true,
        regime_formation: { libelle: "formation initiale", code: "RF1" },
        code_cog_insee_commune: "29019",
        etablissement_etudes: { uai: "0290000Z", nom: "UNIVERSITE DE SAINTE-EXEMPLE" },
      },
    ],
  },
  etudiantBoursier: {
    statut_boursier: { est_boursier: true, est_radie: false, date_radiation: null },
    echelon_bourse: { echelon: "6", echelon_bourse_regionale_provisoire: false },
    periode_versement_bourse: { date_rentree: "2026-09-01", duree: 10 },
    etablissement_etudes: { nom_commune: "Brest", nom_etablissement: "Université de Sainte-Exemple" },
    email: "camille.leroux@courriel-exemple.example",
  },
};
