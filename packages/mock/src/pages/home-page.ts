import type { Persona } from "../people/persona.js";
import { html, type Html } from "./html.js";
import type { Page } from "./page.js";

export interface HomePage {
  readonly issuer: string;
  readonly personas: readonly Persona[];
}

/** What one finds at the provider's own address. The real one has an account page there. */
export function homePage({ issuer, personas }: HomePage): Page {
  const discovery = `${issuer}/.well-known/openid-configuration`;
  return {
    title: "Les personnes à votre disposition",
    body: html`
      <p>On se connecte ici depuis une application, qui trouve ses réglages à cette adresse${"\u202F"}:</p>
      <p><a href="${discovery}">${discovery}</a></p>
      <dl>${personas.map(personaEntry)}</dl>
    `,
  };
}

function personaEntry({ givenName, familyName, description, email, password }: Persona): Html {
  return html`<dt>${givenName} ${familyName}</dt>
    <dd>
      ${description.fr}<br /><span class="detail">${email}, mot de passe <code>${password}</code></span>
    </dd>`;
}
