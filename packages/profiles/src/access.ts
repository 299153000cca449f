import type { Language } from "./brands.js";

/** Who can log in somewhere. */
export type Population =
  "public-agents" | "private-professionals" | "company-officers" | "citizens" | "health-professionals";

type Texts = Readonly<Record<Language, string>>;

/** Who may offer a provider to whom, and what must be asked for where. */
export interface AccessRules {
  /** Who can log in there. */
  readonly populations: readonly Population[];
  /** Who may offer it. */
  readonly eligibility: Texts;
  /** Where the right, and each of its scopes, is asked for. */
  readonly request: { readonly name: Texts; readonly href: string };
  /** Where the keys are, and what they are for. */
  readonly keys: { readonly name: Texts; readonly href: string };
  /** Who decides, and how long it takes. */
  readonly answer: Texts;
  /** What one must have. */
  readonly needed: Texts;
}

const DATAPASS = "https://datapass.api.gouv.fr";
const datapass = (form: string): AccessRules["request"] => ({
  name: { fr: `DataPass, formulaire ${form}`, en: `DataPass, form ${form}` },
  href: DATAPASS,
});
const PROCONNECT_SPACE = "https://partenaires.proconnect.gouv.fr";

const FRANCECONNECT: AccessRules = {
  populations: ["citizens"],
  eligibility: {
    fr: "les administrations, et les organismes qu’un texte autorise",
    en: "administrations, and organisations that a text allows to",
  },
  request: datapass("franceconnect"),
  keys: {
    name: { fr: "l’espace partenaires de FranceConnect", en: "the partner space of FranceConnect" },
    href: "https://docs.partenaires.franceconnect.gouv.fr",
  },
  answer: { fr: "l’équipe FranceConnect", en: "the FranceConnect team" },
  needed: {
    fr: "le fondement juridique de chaque donnée, un responsable de traitement, un délégué à la protection des données, un responsable technique",
    en: "the legal basis of each of the data, a controller, a data protection officer, a technical lead",
  },
};

/** By profile. */
export const access: Readonly<
  Record<
    "moncomptepro" | "proconnect" | "franceconnect" | "franceconnectPlus" | "proSanteConnect",
    AccessRules
  >
> = {
  moncomptepro: {
    populations: ["public-agents", "private-professionals", "company-officers"],
    eligibility: {
      fr: "aucun nouveau service\u202F: ceux qui ont des identifiants les gardent",
      en: "no new service: those that have credentials keep them",
    },
    request: {
      name: {
        fr: "l’équipe de ProConnect, par l’espace partenaires",
        en: "the ProConnect team, by the partner space",
      },
      href: PROCONNECT_SPACE,
    },
    keys: {
      name: { fr: "l’équipe de ProConnect", en: "the ProConnect team" },
      href: PROCONNECT_SPACE,
    },
    answer: { fr: "l’équipe ProConnect, sans délai annoncé", en: "the ProConnect team, without a promise" },
    needed: { fr: "des identifiants d’avant juin 2024", en: "credentials of before June 2024" },
  },
  proconnect: {
    populations: ["public-agents", "private-professionals", "company-officers"],
    eligibility: {
      fr: "les administrations\u202F; un organisme privé, pour des agents publics seulement",
      en: "administrations; a private organisation, for public agents only",
    },
    request: datapass("agent-connect-fs"),
    keys: {
      name: {
        fr: "l’espace partenaires\u202F: intégration aussitôt, production par formulaire",
        en: "the partner space: integration at once, production by a form",
      },
      href: PROCONNECT_SPACE,
    },
    answer: {
      fr: "l’équipe ProConnect, 5 jours ouvrés environ, deux fois",
      en: "the ProConnect team, about 5 working days, twice",
    },
    needed: {
      fr: "un responsable de traitement, un délégué à la protection des données, un responsable technique, un responsable de la sécurité",
      en: "a controller, a data protection officer, a technical lead, a head of information security",
    },
  },
  franceconnect: FRANCECONNECT,
  franceconnectPlus: FRANCECONNECT,
  proSanteConnect: {
    populations: ["health-professionals"],
    eligibility: {
      fr: "les administrations et les entreprises, pour un service aux professionnels de santé",
      en: "administrations and companies, for a service to health professionals",
    },
    request: datapass("api-pro-sante-connect"),
    keys: {
      name: { fr: "Industriel Santé Connect", en: "Industriel Santé Connect" },
      href: "https://industriels.esante.gouv.fr",
    },
    answer: {
      fr: "l’Agence du Numérique en Santé, d’une à deux semaines par étape",
      en: "the Agence du Numérique en Santé, one to two weeks a step",
    },
    needed: {
      fr: "une demande par service, une carte de test ou une identité de test",
      en: "a request for each service, a test card or a test identity",
    },
  },
};

/** What the data behind a login at FranceConnect take beside it. */
export const dataAccess: AccessRules["request"] = datapass("api-particulier");
