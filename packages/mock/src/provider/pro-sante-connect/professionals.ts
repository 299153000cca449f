import { frozen } from "../../people/frozen.js";
import { PASSWORD as password } from "../../people/made-up.js";
import type { Persona } from "../../people/persona.js";
import type { PersonaActivity } from "../../people/practitioner.js";

const HOSPITAL: PersonaActivity = {
  mode: "S",
  sector: "SA01",
  name: "CENTRE HOSPITALIER DE SAINTE-EXEMPLE",
  structureId: "F990000019",
  siret: "26990001500018",
  finess: "990000019",
  address: {
    number: "1",
    streetType: "AV",
    street: "DE L EXEMPLE",
    postalCode: "99001",
    town: "SAINTE-EXEMPLE",
    commune: "99001",
  },
};

const PRACTICE: PersonaActivity = {
  mode: "L",
  sector: "SA07",
  name: "CABINET DU DR MOREAU",
  structureId: "R10000001",
  siret: "90000001900019",
  address: {
    number: "12",
    streetType: "R",
    street: "DES LILAS",
    postalCode: "99002",
    town: "VAL-D-EXEMPLE",
    commune: "99002",
  },
};

const PHARMACY: PersonaActivity = {
  mode: "L",
  sector: "SA33",
  name: "PHARMACIE DE LA PLACE",
  structureId: "F990000027",
  siret: "90000002700012",
  finess: "990000027",
  address: { ...PRACTICE.address, number: "3", streetType: "PL", street: "DU MARCHE" },
};

/** The professionals one can log in as. All are made up; the `sub` is the national identifier. */
export const professionals: readonly Persona[] = frozen<Persona[]>([
  {
    id: "doctor",
    description: {
      fr: "Médecin, à l’hôpital et en cabinet",
      en: "Doctor, at a hospital and in a practice of her own",
    },
    sub: "810000000017",
    email: "claire.moreau@sante-exemple.example",
    password,
    givenName: "Claire",
    familyName: "Moreau",
    organizations: [],
    practitioner: {
      civility: "MME",
      isMedicalRegulator: true,
      specialties: ["SM26^1.2.250.1.213.2.28"],
      practices: [
        {
          profession: "10",
          category: "C",
          civility: "DR",
          knowHow: { type: "S", code: "SM26" },
          activities: [HOSPITAL, PRACTICE],
        },
      ],
    },
  },
  {
    id: "pharmacist",
    description: { fr: "Pharmacien, avec sa carte CPS", en: "Pharmacist, with his card (CPS)" },
    sub: "810000000025",
    email: "karim.haddad@sante-exemple.example",
    password,
    givenName: "Karim",
    familyName: "Haddad",
    organizations: [],
    practitioner: {
      civility: "M",
      usesCard: true,
      practices: [{ profession: "21", category: "C", activities: [PHARMACY] }],
    },
  },
  {
    id: "nurse",
    description: {
      fr: "Infirmière, RPPS envoyé sans le 8 devant",
      en: "Nurse, whose RPPS comes without the 8 before it",
    },
    sub: "10000000033",
    email: "lea.fontaine@sante-exemple.example",
    password,
    givenName: "Léa",
    familyName: "Fontaine",
    organizations: [],
    practitioner: {
      civility: "MME",
      practices: [{ profession: "60", category: "C", activities: [HOSPITAL] }],
    },
  },
  {
    id: "student",
    description: { fr: "Étudiant, sans activité", en: "Student, who practises nowhere" },
    sub: "810000000041",
    email: "hugo.lambert@sante-exemple.example",
    password,
    givenName: "Hugo",
    familyName: "Lambert",
    organizations: [],
    practitioner: {
      civility: "M",
      practices: [{ profession: "10", category: "E", activities: [] }],
    },
  },
  {
    id: "hospital-staff",
    description: { fr: "Agent d’un hôpital, sans RPPS", en: "Staff of a hospital, without an RPPS" },
    sub: "3990000019/0042",
    email: "nadia.roux@sante-exemple.example",
    password,
    givenName: "Nadia",
    familyName: "Roux",
    organizations: [],
  },
  {
    id: "gives-up",
    description: {
      fr: "Renonce à la connexion : le service reçoit access_denied",
      en: "Gives up the login: the application gets access_denied",
    },
    sub: "810000000058",
    email: "marc.girard@sante-exemple.example",
    password,
    givenName: "Marc",
    familyName: "Girard",
    organizations: [],
    refusal: "gives-up",
  },
]);
