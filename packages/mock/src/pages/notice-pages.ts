import { html, type Html } from "./html.js";
import type { Page } from "./page.js";

export interface ErrorPage {
  /** HTTP status. */
  readonly status: number;
  /** The error as the protocol names it. */
  readonly error: string;
  readonly description?: string | undefined;
  /** Leads back to the relying party, which learns the error. */
  readonly continueHref?: string | undefined;
}

/** An error that the relying party does not see, or not yet. */
export function errorPage({ status, error, description, continueHref }: ErrorPage): Page {
  return {
    title: "Une erreur est survenue",
    body: html`
      <p><strong>Erreur ${status}</strong></p>
      <p class="error"><code>${error}${description && `: ${description}`}</code></p>
      ${
        continueHref === undefined
          ? html`<p>Revenez à votre application pour recommencer la connexion.</p>`
          : html`<p><a class="button" href="${continueHref}">Continuer sur le service</a></p>`
      }
    `,
  };
}

/** What the real provider shows when the organisation hinted at is not the person's: a dead end for the application. */
export function joinOrganizationPage(siret: string, startAgainHref: string): Page {
  return {
    title: "Rejoindre votre organisation",
    body: html`
      <p>
        Le service demande l’organisation dont le SIRET est <strong>${siret}</strong>. Cette personne n’y est
        pas rattachée.
      </p>
      <p>Le vrai fournisseur propose ici de la rejoindre. Ce fournisseur simulé ne le fait pas.</p>
      <p><a href="${startAgainHref}">Se connecter avec une autre adresse e-mail</a></p>
    `,
  };
}

/** Where a logout ends when it names no page of the application. */
export function signedOutPage(): Page {
  return {
    title: "S’inscrire ou se connecter",
    body: html`
      <p role="status">Vous êtes bien déconnecté.</p>
      <p>Pour vous connecter de nouveau, partez de votre application.</p>
    `,
  };
}

/** The form that ends the session: sent by the page itself, or by hand where scripts are off. */
export function logoutPage(action: string, xsrf: string): Page {
  const form: Html = html`<form method="post" action="${action}">
    <input type="hidden" name="xsrf" value="${xsrf}" />
    <input type="hidden" name="logout" value="yes" />
    <button type="submit">Se déconnecter</button>
  </form>`;
  return {
    title: "Déconnexion",
    body: html`<p>Déconnexion en cours…</p>
      ${form}`,
    submitsItself: true,
  };
}
