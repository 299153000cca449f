import { frozen } from "../../people/frozen.js";
import { PASSWORD as password } from "../../people/made-up.js";
import type { Persona } from "../../people/persona.js";
import { citizens } from "../franceconnect/citizens.js";

/** The citizens of FranceConnect, who reach `eidas2`, and one with a means of the highest level. */
export const citizensWithLevels: readonly Persona[] = frozen<Persona[]>([
  ...citizens,
  {
    id: "high-level",
    description: {
      fr: "S’identifie au niveau élevé (eidas3)",
      en: "Authenticates at the high level (eidas3)",
    },
    sub: "208",
    email: "claire.fontaine@courriel-exemple.example",
    password,
    givenName: "Claire",
    familyName: "Fontaine",
    organizations: [],
    civilStatus: {
      givenNames: ["Claire", "Odile"],
      gender: "female",
      birthDate: "1971-03-19",
      birthPlace: "69123",
      birthCountry: "99100",
    },
    assurance: { level: "eidas3" },
  },
]);
