import type { Language } from "@moncomptepro/profiles";
import type { ErrorCode, Fault } from "../error-codes.js";
import type { Account } from "./account.js";

/**
 * What an error page says. None of it was received from the network but `account`, so that nothing else needs to be
 * distrusted.
 */
export interface ErrorPage {
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly status: number;
  readonly language: Language;
  /** For example `La connexion n’a pas abouti`. */
  readonly title: string;
  /** What happened and what to do next, a sentence or two each. */
  readonly paragraphs: readonly string[];
  /** Where the login starts again and leads back to where it was to go. */
  readonly loginUrl: string;
  /**
   * Who was refused, where that is known: the provider's words. Escape them, and keep them out of logs: they are for the
   * page of this person alone.
   */
  readonly account?: Account;
  /**
   * On a refusal that another account may cure. A form with `method="post"` ends the provider's session too and starts a
   * login; a link leads to a page that asks first.
   */
  readonly changeAccountUrl?: string;
  /** On a refusal that another organisation may cure, where the provider lets one choose. A form or a link, as above. */
  readonly changeOrganizationUrl?: string;
  /** On a refusal that a second factor may cure. A link: the login that asks for one, and offers to set it up. */
  readonly secondFactorUrl?: string;
  /** The home page of the application. */
  readonly homeUrl: string;
  /** Where a form with `method="post"` logs out; only when the logout was opened as a page. */
  readonly logoutUrl?: string;
}
