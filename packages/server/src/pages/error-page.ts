import type { Language } from "@moncomptepro/profiles";
import type { ErrorCode, Fault } from "../error-codes.js";

/** What an error page says. None of it was received from the network, so that nothing in it needs to be distrusted. */
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
  /** The home page of the application. */
  readonly homeUrl: string;
  /** Where a form with `method="post"` logs out; only when the logout was opened as a page. */
  readonly logoutUrl?: string;
}
