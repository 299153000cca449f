import type { Persona } from "../people/persona.js";
import { breakable, html, type Html } from "./html.js";
import type { Texts } from "./texts/texts.js";

/** Who a person is, and what for. */
export function personSummary({ language }: Texts, persona: Persona): Html {
  const { givenName, familyName, description, email } = persona;
  return html`<span class="initials" aria-hidden="true">${initial(givenName)}${initial(familyName)}</span>
    <strong>${givenName} ${familyName}</strong>
    <span>${description[language]}</span>
    <span class="detail">${breakable(email)}</span>`;
}

function initial(name: string): string {
  const [first = ""] = name;
  return first;
}
