import type { Language } from "@moncomptepro/profiles/brands";

/** The words of the account in one language. */
export interface AccountTexts {
  readonly language: Language;
  /** What the account is called where neither a name nor an organisation is given. */
  readonly account: string;
  /** Stands before the name, for those who hear it: the name alone doesn’t say what opens. */
  readonly accountOf: string;
  readonly organization: string;
  readonly siret: string;
  readonly changeOrganization: string;
  readonly logout: string;
  /** Shown once the logout is under way. */
  readonly leaving: string;
}

const TEXTS: Readonly<Record<Language, AccountTexts>> = {
  fr: {
    language: "fr",
    account: "Mon compte",
    accountOf: "Mon compte\u202F: ",
    organization: "Organisation",
    siret: "SIRET",
    changeOrganization: "Changer d’organisation",
    logout: "Se déconnecter",
    leaving: "Déconnexion en cours…",
  },
  en: {
    language: "en",
    account: "My account",
    accountOf: "My account: ",
    organization: "Organisation",
    siret: "SIRET",
    changeOrganization: "Change organisation",
    logout: "Sign out",
    leaving: "Signing out…",
  },
};

/** The words for a language tag: in English where it is English, else in French. */
export function accountTexts(tag: string): AccountTexts {
  return TEXTS[/^en\b/i.test(tag) ? "en" : "fr"];
}
