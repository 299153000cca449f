import type { Mismatch } from "../registration/mismatch.js";
import { html, type Html } from "./html.js";
import { mismatchSection } from "./mismatch-section.js";
import type { Page } from "./page.js";
import type { Texts } from "./texts/texts.js";

export interface ErrorPage {
  /** HTTP status. */
  readonly status: number;
  /** The error as the protocol names it. */
  readonly error: string;
  readonly description?: string | undefined;
  /** Leads back to the relying party, which learns the error. */
  readonly continueHref?: string | undefined;
  /** What the request says otherwise than it is registered. */
  readonly mismatches?: readonly Mismatch[];
}

/** An error that the relying party does not see, or not yet. */
export function errorPage(
  texts: Texts,
  { status, error, description, continueHref, mismatches = [] }: ErrorPage,
): Page {
  const { error: words } = texts;
  const simulator = mismatchSection(texts, mismatches);
  return {
    texts,
    title: words.title,
    ...(simulator && { simulator }),
    body: html`
      <p><strong>${words.status(status)}</strong></p>
      <p class="error"><code>${error}${description && `: ${description}`}</code></p>
      ${
        continueHref === undefined
          ? html`<p>${words.startAgain}</p>`
          : html`<p><a class="button" href="${continueHref}">${words.goOn}</a></p>`
      }
    `,
  };
}

export interface BlockedPage {
  readonly email: string;
  /** As the provider numbers it. */
  readonly code: string;
  readonly error: string;
  readonly description: string;
  readonly continueHref: string;
}

/** The account exists, and is shut: the ProConnect federation’s error Y500024. */
export function blockedPage(texts: Texts, blocked: BlockedPage): Page {
  const { email, code, error, description, continueHref } = blocked;
  const { blocked: words } = texts;
  return {
    texts,
    title: words.title,
    body: html`
      <p>${words.introduction(email)}</p>
      <p class="error"><code>${code} ${error}: ${description}</code></p>
      <p>${words.advice}</p>
      <p><a class="button" href="${continueHref}">${texts.error.goOn}</a></p>
    `,
  };
}

/** What the real provider shows when the organisation hinted at is not the person's: a dead end for the application. */
export function joinOrganizationPage(texts: Texts, siret: string, startAgainHref: string): Page {
  const { joinOrganization: words } = texts;
  return {
    texts,
    title: words.title,
    body: html`
      <p>${words.asked(siret)}</p>
      <p>${words.deadEnd}</p>
      <p><a href="${startAgainHref}">${words.startAgain}</a></p>
    `,
  };
}

/** Where a logout ends when it names no page of the application. */
export function signedOutPage(texts: Texts): Page {
  return {
    texts,
    title: texts.signedOut.title,
    body: html`
      <p role="status">${texts.signedOut.done}</p>
      <p>${texts.signedOut.startAgain}</p>
    `,
  };
}

/** The form that ends the session: sent by the page itself, or by hand where scripts are off. */
export function logoutPage(texts: Texts, action: string, xsrf: string): Page {
  const form: Html = html`<form method="post" action="${action}">
    <input type="hidden" name="xsrf" value="${xsrf}" />
    <input type="hidden" name="logout" value="yes" />
    <button type="submit">${texts.logout.submit}</button>
  </form>`;
  return {
    texts,
    title: texts.logout.title,
    body: html`<p>${texts.logout.underWay}</p>
      ${form}`,
    submitsItself: true,
  };
}
