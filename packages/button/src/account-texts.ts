import type { Language } from "@moncomptepro/profiles/brands";

/** The words of the account in one language. */
export interface AccountTexts {
  readonly language: Language;
  readonly organization: string;
  readonly siret: string;
  readonly changeOrganization: string;
  readonly logout: string;
}

const TEXTS: Readonly<Record<Language, AccountTexts>> = {
  fr: {
    language: "fr",
    organization: "Organisation",
    siret: "SIRET",
    changeOrganization: "Changer d’organisation",
    logout: "Se déconnecter",
  },
  en: {
    language: "en",
    organization: "Organisation",
    siret: "SIRET",
    changeOrganization: "Change organisation",
    logout: "Sign out",
  },
};

/** The words for a language tag: in English where it is English, else in French. */
export function accountTexts(tag: string): AccountTexts {
  return TEXTS[/^en\b/i.test(tag) ? "en" : "fr"];
}
