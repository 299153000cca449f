import type { Persona } from "../people/persona.js";
import { html, type Html } from "./html.js";
import type { Page } from "./page.js";
import { personSummary } from "./person-summary.js";
import type { Texts } from "./texts/texts.js";

export interface HomePage {
  /** Address of the discovery document. */
  readonly discovery: string;
  readonly personas: readonly Persona[];
}

/** What one finds at the provider's own address. The real one has an account page there. */
export function homePage(texts: Texts, { discovery, personas }: HomePage): Page {
  const { home: words } = texts;
  return {
    texts,
    title: words.title,
    body: html`
      <p>${words.introduction}</p>
      <p>${words.discovery} <a href="${discovery}">${discovery}</a></p>
    `,
    simulator: html`
      <h2>${words.people}</h2>
      <ul class="choices people">
        ${personas.map((persona) => personaEntry(texts, persona))}
      </ul>
    `,
  };
}

function personaEntry(texts: Texts, persona: Persona): Html {
  return html`<li class="choice person">
    ${personSummary(texts, persona)}
    <span class="detail">${texts.home.password(persona.password)}</span>
  </li>`;
}
