import { field } from "./field.js";
import { html } from "./html.js";
import type { Page } from "./page.js";

export interface PasswordPage {
  readonly email: string;
  /** The right one, shown: nobody has anything to hide here. */
  readonly password: string;
  readonly error?: string | undefined;
  readonly action: string;
  readonly changeEmailHref: string;
}

/** Second page: prove it. */
export function passwordPage({ email, password, error, action, changeEmailHref }: PasswordPage): Page {
  return {
    title: "Accéder au compte",
    hasErrors: error !== undefined,
    body: html`
      <p>Connexion avec l’adresse <strong class="email">${email}</strong>.</p>
      <p><a href="${changeEmailHref}">Changer d’adresse e-mail</a></p>
      <form method="post" action="${action}" novalidate>
        <input type="hidden" name="username" autocomplete="username" value="${email}" />
        ${field({
          name: "password",
          label: "Mot de passe",
          type: "password",
          autocomplete: "current-password",
          hint: `Sur ce fournisseur simulé, le mot de passe est ${password}`,
          required: true,
          error,
          autofocus: true,
        })}
        <button type="submit">S’identifier</button>
      </form>
    `,
  };
}
