import { field } from "./field.js";
import { html } from "./html.js";
import type { Page } from "./page.js";
import type { Texts } from "./texts/texts.js";

export interface PasswordPage {
  readonly email: string;
  /** The right one, shown: there is nothing to hide here. */
  readonly password: string;
  readonly error?: string | undefined;
  readonly action: string;
  readonly changeEmailHref: string;
}

/** Second page: prove it. */
export function passwordPage(texts: Texts, { email, password, error, ...links }: PasswordPage): Page {
  const { password: words } = texts;
  return {
    texts,
    title: words.title,
    hasErrors: error !== undefined,
    body: html`
      <p>${words.loginAs(email)}</p>
      <p><a href="${links.changeEmailHref}">${words.changeEmail}</a></p>
      <form method="post" action="${links.action}" novalidate>
        <input type="hidden" name="username" autocomplete="username" value="${email}" />
        ${field({
          name: "password",
          label: words.label,
          type: "password",
          autocomplete: "current-password",
          hint: words.hint(password),
          required: true,
          error,
          autofocus: true,
        })}
        <button type="submit">${words.submit}</button>
      </form>
    `,
  };
}
