import type { Persona } from "../people/persona.js";
import { field } from "./field.js";
import { html } from "./html.js";
import { newcomerForm, type NewcomerForm } from "./newcomer-form.js";
import type { Page } from "./page.js";
import { peopleForm } from "./people-form.js";
import type { Texts } from "./texts/texts.js";

export interface EmailPage {
  /** Who asked for the login. */
  readonly service: string;
  readonly personas: readonly Persona[];
  /** What the field holds already. */
  readonly email?: string | undefined;
  readonly error?: string | undefined;
  /** What was typed to make a person up. */
  readonly newcomer: NewcomerForm;
  readonly action: string;
  readonly personaAction: string;
  readonly newcomerAction: string;
  readonly abortHref: string;
}

/** First page: who are you? */
export function emailPage(
  texts: Texts,
  { service, personas, email, error, newcomer, ...links }: EmailPage,
): Page {
  const { email: words } = texts;
  return {
    texts,
    title: words.title,
    hasErrors: [error, newcomer.errors?.email, newcomer.errors?.siret].some((one) => one !== undefined),
    body: html`
      <p>${words.goOnTo(service)}</p>
      <form method="post" action="${links.action}" novalidate>
        ${field({
          name: "login",
          label: words.label,
          type: "email",
          autocomplete: "username",
          hint: words.hint,
          value: email,
          required: true,
          error,
        })}
        <button type="submit">${words.submit}</button>
      </form>
      <p><a href="${links.abortHref}">${words.abort}</a></p>
    `,
    simulator: html`
      ${peopleForm(texts, personas, links.personaAction)}
      ${newcomerForm(texts, newcomer, links.newcomerAction)}
    `,
  };
}
