import { PASSWORD as password } from "./made-up.js";
import * as organization from "./organizations.js";
import type { Persona, PersonaOrganization } from "./persona.js";

const member = (of: Omit<PersonaOrganization, "isExternal">): PersonaOrganization => ({
  ...of,
  isExternal: false,
});
const external = (to: Omit<PersonaOrganization, "isExternal">): PersonaOrganization => ({
  ...to,
  isExternal: true,
});

/** The people one can log in as. All are made up. */
export const personas: readonly Persona[] = frozen([
  {
    id: "town-hall-agent",
    description: { fr: "Agente d’une mairie", en: "Agent of a town hall" },
    sub: "101",
    email: "claire.martin@mairie-sainte-exemple.example",
    password,
    givenName: "Claire",
    familyName: "Martin",
    phoneNumber: "0123456701",
    job: "Secrétaire de mairie",
    organizations: [member(organization.townHall)],
  },
  {
    id: "ministry-agent",
    description: {
      fr: "Agent d’un ministère, second facteur possible si le service l’exige",
      en: "Agent of a ministry, second factor when the application requires it",
    },
    sub: "102",
    email: "karim.benali@ministere-exemple.example",
    password,
    givenName: "Karim",
    familyName: "Benali",
    phoneNumber: "0123456702",
    job: "Chef de bureau",
    organizations: [member(organization.ministry)],
    assurance: { secondFactor: "on-request" },
  },
  {
    id: "private-employee",
    description: { fr: "Salariée d’une entreprise privée", en: "Employee of a private company" },
    sub: "103",
    email: "lea.petit@menuiserie-exemple.example",
    password,
    givenName: "Léa",
    familyName: "Petit",
    phoneNumber: "0623456703",
    job: "Comptable",
    organizations: [member(organization.employer)],
  },
  {
    id: "contractor",
    description: {
      fr: "Prestataire externe d’une administration (is_external)",
      en: "External contractor of a public agency (is_external)",
    },
    sub: "104",
    email: "hugo.moreau@exemple-conseil.example",
    password,
    givenName: "Hugo",
    familyName: "Moreau",
    phoneNumber: "+33623456704",
    job: "Consultant",
    organizations: [external(organization.agency)],
  },
  {
    id: "three-organizations",
    description: {
      fr: "Élue rattachée à trois organisations, qui choisit à chaque connexion",
      en: "Elected official with three organisations to choose from",
    },
    sub: "105",
    email: "ines.garcia@val-d-exemple.example",
    password,
    givenName: "Inès",
    familyName: "Garcia",
    phoneNumber: "0123456705",
    job: "Élue locale",
    organizations: [
      member(organization.townHall),
      member(organization.intermunicipality),
      external(organization.waterBoard),
    ],
  },
  {
    id: "without-telephone",
    description: { fr: "Ni téléphone ni fonction renseignés", en: "Neither telephone nor job" },
    sub: "106",
    email: "jean.dubois@centre-hospitalier-exemple.example",
    password,
    givenName: "Jean",
    familyName: "Dubois",
    organizations: [member(organization.hospital)],
  },
  {
    id: "la-poste-employee",
    description: {
      fr: "Salarié de La Poste, dont le SIRET ne suit pas la clé de Luhn",
      en: "Employee of La Poste, whose SIRET does not follow Luhn",
    },
    sub: "107",
    email: "mehdi.laurent@poste-exemple.example",
    password,
    givenName: "Mehdi",
    familyName: "Laurent",
    phoneNumber: "0123456707",
    job: "Facteur",
    organizations: [member(organization.laPoste)],
  },
  {
    id: "company-officer",
    description: {
      fr: "Dirigeante certifiée de son entreprise, identité vérifiée",
      en: "Certified officer of her company, identity verified",
    },
    sub: "108",
    email: "sophie.lefevre@atelier-exemple.example",
    password,
    givenName: "Sophie",
    familyName: "Lefèvre",
    phoneNumber: "0723456708",
    job: "Gérante",
    organizations: [member(organization.officersCompany)],
    assurance: { identityVerified: true, companyOfficer: true },
  },
  {
    id: "two-factor-agent",
    description: {
      fr: "Agente qui se connecte toujours en deux étapes, identité vérifiée",
      en: "Agent who always gives two factors, identity verified",
    },
    sub: "109",
    email: "awa.diallo@agence-exemple.example",
    password,
    givenName: "Awa",
    familyName: "Diallo",
    phoneNumber: "0123456709",
    job: "Responsable de la sécurité",
    organizations: [member(organization.agency)],
    assurance: { identityVerified: true, secondFactor: "always" },
  },
  {
    id: "two-organizations",
    description: {
      fr: "Salarié d’une entreprise, prestataire d’un ministère",
      en: "Employee of a company and contractor of a ministry",
    },
    sub: "110",
    email: "paul.nguyen@exemple-conseil.example",
    password,
    givenName: "Paul",
    familyName: "Nguyen",
    phoneNumber: "0623456710",
    job: "Développeur",
    organizations: [member(organization.consultancy), external(organization.ministry)],
  },
  {
    id: "gives-up",
    description: {
      fr: "Renonce à la connexion : le service reçoit access_denied",
      en: "Gives up the login: the application gets access_denied",
    },
    sub: "111",
    email: "nora.fontaine@mairie-sainte-exemple.example",
    password,
    givenName: "Nora",
    familyName: "Fontaine",
    phoneNumber: "0123456711",
    job: "Chargée de mission",
    organizations: [member(organization.townHall)],
    refusal: "gives-up",
  },
  {
    id: "blocked",
    description: { fr: "Compte bloqué par le fournisseur", en: "Account blocked by the provider" },
    sub: "112",
    email: "marc.rousseau@agence-exemple.example",
    password,
    givenName: "Marc",
    familyName: "Rousseau",
    phoneNumber: "0123456712",
    job: "Chargé d’études",
    organizations: [member(organization.agency)],
    refusal: "blocked",
  },
]);

/** All that reads them shares them: one test must not spoil the next one's. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object") frozen(part as object);
  return Object.freeze(value);
}
