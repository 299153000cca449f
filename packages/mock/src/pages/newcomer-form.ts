import { field } from "./field.js";
import { html, type Html } from "./html.js";
import type { Texts } from "./texts/texts.js";

/** What makes up a person who is not in the list, as it was typed. */
export interface NewcomerForm {
  readonly email: string;
  readonly siret: string;
  readonly errors?: { readonly email?: string | undefined; readonly siret?: string | undefined };
}

/** The form that makes a person up. */
export function newcomerForm({ newcomer: words }: Texts, form: NewcomerForm, action: string): Html {
  const { email, siret, errors = {} } = form;
  return html`
    <h2>${words.title}</h2>
    <p>${words.introduction}</p>
    <form class="newcomer" method="post" action="${action}" novalidate>
      ${field({
        name: "email",
        label: words.email,
        type: "email",
        autocomplete: "off",
        hint: words.emailHint,
        value: email,
        required: true,
        error: errors.email,
      })}
      ${field({
        name: "siret",
        label: words.siret,
        type: "text",
        inputmode: "numeric",
        autocomplete: "off",
        hint: words.siretHint,
        value: siret,
        required: true,
        error: errors.siret,
      })}
      <button type="submit" class="secondary">${words.submit}</button>
    </form>
  `;
}
