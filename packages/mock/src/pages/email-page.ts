import type { Persona } from "../people/persona.js";
import { field } from "./field.js";
import { html, type Html } from "./html.js";
import type { Page } from "./page.js";

export interface EmailPage {
  /** Who asked for the login. */
  readonly service: string;
  readonly personas: readonly Persona[];
  /** What the field holds already. */
  readonly email?: string | undefined;
  readonly error?: string | undefined;
  readonly action: string;
  readonly personaAction: string;
  readonly abortHref: string;
}

/** First page: who are you? */
export function emailPage({ service, personas, email, error, ...links }: EmailPage): Page {
  return {
    title: "S’inscrire ou se connecter",
    hasErrors: error !== undefined,
    body: html`
      <p>Pour continuer vers <strong>${service}</strong>.</p>
      <form method="post" action="${links.action}" novalidate>
        ${field({
          name: "login",
          label: "Adresse e-mail professionnelle",
          type: "email",
          autocomplete: "username",
          hint: "Format attendu\u202F: nom@domaine.example",
          value: email,
          required: true,
          error,
        })}
        <button type="submit">Valider</button>
      </form>
      <p><a href="${links.abortHref}">Revenir au service sans se connecter</a></p>
      <h2>Ou choisir une personne</h2>
      <p>Toutes sont inventées. La connexion se fait sans mot de passe.</p>
      <form method="post" action="${links.personaAction}">
        <ul class="choices people">
          ${personas.map(personaChoice)}
        </ul>
      </form>
    `,
  };
}

function personaChoice({ id, givenName, familyName, description, email }: Persona): Html {
  return html`<li>
    <button type="submit" class="choice" name="persona" value="${id}" data-persona="${id}">
      <strong>${givenName} ${familyName}</strong>
      <span>${description.fr}</span>
      <span class="detail">${email}</span>
    </button>
  </li>`;
}
