import { frozen } from "../../people/frozen.js";
import { PASSWORD as password } from "../../people/made-up.js";
import type { Persona } from "../../people/persona.js";
import { FAMILY, STUDENT, WITHOUT_CHILDREN } from "./citizen-data.js";

const FRANCE = "99100";

/** The citizens one can log in as. All are made up. */
export const citizens: readonly Persona[] = frozen<Persona[]>([
  {
    id: "citizen",
    description: {
      fr: "Citoyen né en France, trois prénoms",
      en: "Citizen born in France, three given names",
    },
    sub: "201",
    email: "julien.mercier@courriel-exemple.example",
    password,
    givenName: "Julien",
    familyName: "Mercier",
    organizations: [],
    civilStatus: {
      givenNames: ["Julien", "Marc Antoine", "Louis"],
      gender: "male",
      birthDate: "1979-02-14",
      birthPlace: "75107",
      birthCountry: FRANCE,
    },
    data: FAMILY,
  },
  {
    id: "usage-name",
    description: { fr: "Née en Corse, porte un nom d’usage", en: "Born in Corsica, with a usage name" },
    sub: "202",
    email: "marie.colonna@courriel-exemple.example",
    password,
    givenName: "Marie",
    familyName: "Santoni",
    organizations: [],
    civilStatus: {
      givenNames: ["Marie", "Ange"],
      usageName: "COLONNA",
      gender: "female",
      birthDate: "1985-11-30",
      birthPlace: "2A004",
      birthCountry: FRANCE,
    },
    data: WITHOUT_CHILDREN,
  },
  {
    id: "born-abroad",
    description: { fr: "Né à l’étranger : pas de code de commune", en: "Born abroad: no code of a commune" },
    sub: "203",
    email: "amadou.diop@courriel-exemple.example",
    password,
    givenName: "Amadou",
    familyName: "Diop",
    organizations: [],
    civilStatus: {
      givenNames: ["Amadou"],
      gender: "male",
      birthDate: "1990-07-08",
      birthCountry: "99341",
    },
  },
  {
    id: "presumed-birth-date",
    description: {
      fr: "Née à l’étranger, jour et mois de naissance inconnus",
      en: "Born abroad, day and month of birth unknown",
    },
    sub: "204",
    email: "fatima.alaoui@courriel-exemple.example",
    password,
    givenName: "Fatima",
    familyName: "Alaoui",
    organizations: [],
    civilStatus: {
      givenNames: ["Fatima"],
      gender: "female",
      birthDate: "1958-00-00",
      birthCountry: "99350",
    },
  },
  {
    id: "without-email",
    description: { fr: "N’a donné aucune adresse électronique", en: "Gave no e-mail address" },
    sub: "205",
    email: "lucienne.garnier@identite-exemple.example",
    password,
    givenName: "Lucienne",
    familyName: "Garnier",
    organizations: [],
    civilStatus: {
      givenNames: ["Lucienne"],
      gender: "female",
      birthDate: "1938-05-02",
      birthPlace: "29019",
      birthCountry: FRANCE,
      hasNoEmail: true,
    },
  },
  {
    id: "student",
    description: {
      fr: "Étudiante boursière, sans dossier à la CAF",
      en: "Student with a scholarship, without a file at the CAF",
    },
    sub: "207",
    email: "camille.leroux@courriel-exemple.example",
    password,
    givenName: "Camille",
    familyName: "Leroux",
    organizations: [],
    civilStatus: {
      givenNames: ["Camille", "Jeanne"],
      gender: "female",
      birthDate: "2006-03-09",
      birthPlace: "29232",
      birthCountry: FRANCE,
    },
    data: STUDENT,
  },
  {
    id: "gives-up",
    description: {
      fr: "Renonce à la connexion : le service reçoit access_denied",
      en: "Gives up the login: the application gets access_denied",
    },
    sub: "206",
    email: "theo.robin@courriel-exemple.example",
    password,
    givenName: "Théo",
    familyName: "Robin",
    organizations: [],
    refusal: "gives-up",
  },
]);
