import type { PersonaOrganization } from "./persona.js";

/** An organisation without what binds a person to it. */
type Organization = Omit<PersonaOrganization, "isExternal">;

const publicService = { isCommune: false, isPublicService: true };
const company = { isCommune: false, isPublicService: false };

// Made up: no SIREN begins with 0, and department 99 has no commune. La Poste alone exists, for its exception to Luhn.
export const townHall: Organization = {
  siret: "21990001600011",
  label: "Commune de Sainte-Exemple - Mairie",
  isCommune: true,
  isPublicService: true,
};
export const intermunicipality: Organization = {
  siret: "20990028100012",
  label: "Communauté de communes du Val d’Exemple",
  ...publicService,
};
export const waterBoard: Organization = {
  siret: "20990013300015",
  label: "Syndicat des eaux du Val d’Exemple",
  ...publicService,
};
export const ministry: Organization = {
  siret: "11990007400012",
  label: "Ministère des exemples",
  ...publicService,
};
export const agency: Organization = {
  siret: "13990005400012",
  label: "Agence nationale de l’exemple",
  ...publicService,
};
export const hospital: Organization = {
  siret: "26990031200019",
  label: "Centre hospitalier de Sainte-Exemple",
  ...publicService,
};
export const employer: Organization = {
  siret: "00451782700012",
  label: "Menuiserie Exemple",
  ...company,
};
export const consultancy: Organization = {
  siret: "00730915600011",
  label: "Exemple Conseil",
  ...company,
};
export const officersCompany: Organization = {
  siret: "00862047800019",
  label: "Atelier Exemple",
  ...company,
};
export const laPoste: Organization = {
  siret: "35600000049814",
  label: "La Poste",
  ...company,
};
