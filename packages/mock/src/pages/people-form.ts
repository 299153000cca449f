import type { Persona } from "../people/persona.js";
import { html, type Html } from "./html.js";
import { personSummary } from "./person-summary.js";
import type { Texts } from "./texts/texts.js";

/** The people to log in as by one click. */
export function peopleForm(texts: Texts, personas: readonly Persona[], action: string): Html {
  return html`
    <h2>${texts.people.title}</h2>
    <p>${texts.people.introduction}</p>
    <form method="post" action="${action}">
      <ul class="choices people">
        ${personas.map((persona) => personaChoice(texts, persona))}
      </ul>
    </form>
  `;
}

function personaChoice(texts: Texts, persona: Persona): Html {
  const { id } = persona;
  return html`<li>
    <button type="submit" class="choice person" name="persona" value="${id}" data-persona="${id}">
      ${personSummary(texts, persona)}
    </button>
  </li>`;
}
