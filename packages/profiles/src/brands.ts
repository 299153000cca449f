/** The languages the kit speaks. */
export type Language = "fr" | "en";

/** The words a person reads on a login button, in one language. */
export interface BrandTexts {
  /** First line of the button: “Sign in with”. The brand's name follows. */
  readonly action: string;
  /** Text of the help link under the button. */
  readonly help: string;
  /** What the help link's title says about where it opens. */
  readonly newWindow: string;
}

/** How a provider presents itself on a login button. */
export interface Brand {
  /** Written in one word, never translated. */
  readonly name: string;
  /** Address of the page that explains the service. */
  readonly helpHref: string;
  /** What the service is for, in the sentence that must stand above its button; the State has it in French alone. */
  readonly purpose?: string;
  readonly texts: Readonly<Record<Language, BrandTexts>>;
}

/** Whose brand a button shows. */
export type BrandId =
  "moncomptepro" | "proconnect" | "franceconnect" | "franceconnect-plus" | "pro-sante-connect";

const brand = (name: string, helpHref: string): Brand => ({
  name,
  helpHref,
  texts: {
    // A narrow no-break space (U+202F) stands before the question mark, as French typography wants.
    fr: { action: "S’identifier avec", help: `Qu’est-ce que ${name}\u202F?`, newWindow: "nouvelle fenêtre" },
    en: { action: "Sign in with", help: `What is ${name}?`, newWindow: "new window" },
  },
});

/** The brands by profile id. */
export const brands: Readonly<Record<BrandId, Brand>> = {
  moncomptepro: brand("MonComptePro", "https://moncomptepro.beta.gouv.fr/"),
  proconnect: brand("ProConnect", "https://www.proconnect.gouv.fr/"),
  franceconnect: brand("FranceConnect", "https://franceconnect.gouv.fr/"),
  // A bundler can leave it out where a spread would stay.
  "franceconnect-plus": /* @__PURE__ */ Object.assign(
    brand("FranceConnect+", "https://franceconnect.gouv.fr/france-connect-plus"),
    {
      purpose:
        "FranceConnect+ est la solution proposée par l’État, pour renforcer la sécurité de vos services en ligne les plus sensibles",
    },
  ),
  "pro-sante-connect": brand(
    "Pro Santé Connect",
    "https://esante.gouv.fr/produits-services/pro-sante-connect",
  ),
};
