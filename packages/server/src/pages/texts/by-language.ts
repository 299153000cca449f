import type { Language } from "@moncomptepro/profiles";
import { ENGLISH } from "./en.js";
import { FRENCH } from "./fr.js";
import type { Texts } from "./texts.js";

export const TEXTS: Readonly<Record<Language, Texts>> = { fr: FRENCH, en: ENGLISH };
