import type { Brand, Language } from "@moncomptepro/profiles/brands";

/** The words of the button in a language of the integrator's. `{brand}` stands for the brand's name. */
export interface LocaleTexts {
  /** First line of the button; the brand's name follows on the second. */
  readonly action: string;
  /** Text of the help link: `"Was ist {brand}?"`. */
  readonly help: string;
  /** What the help link's title says about where it opens. */
  readonly newWindow: string;
  /** Said by screen readers once a login is under way. */
  readonly busy: string;
  /** Said by screen readers when the button gets disabled. */
  readonly disabled: string;
}

/** The words to show, and the language they are in. */
export interface Texts extends LocaleTexts {
  readonly language: string;
}

const states: Readonly<Record<Language, Pick<LocaleTexts, "busy" | "disabled">>> = {
  fr: { busy: "Connexion en cours…", disabled: "Connexion indisponible" },
  en: { busy: "Signing in…", disabled: "Sign-in unavailable" },
};

const locales = new Map<string, LocaleTexts>();
const registrations = new EventTarget();

/** Adds a language. The texts in French and English are the brand's: registering those has no effect. */
export function registerLocale(language: string, texts: LocaleTexts): void {
  locales.set(language.toLowerCase(), texts);
  registrations.dispatchEvent(new Event("change"));
}

/** Calls back whenever a language was added, until the signal aborts. */
export function observeLocales(onChange: () => void, signal: AbortSignal): void {
  registrations.addEventListener("change", onChange, { signal });
}

/** The texts for a language tag: in that very language, else in its primary one, else in French. */
export function textsFor(brand: Brand, tag: string): Texts {
  const asked = tag.toLowerCase();
  const primary = asked.replace(/-.*/, "");
  const builtIn = primary === "en" ? "en" : "fr";
  const language = locales.has(asked) ? asked : primary;
  const locale = locales.get(language);
  if (!locale || primary === builtIn)
    return { language: builtIn, ...brand.texts[builtIn], ...states[builtIn] };
  return { ...locale, language, help: locale.help.replace("{brand}", brand.name) };
}
