import type { ErrorCode, Fault } from "../../error-codes.js";

/** Everything that our pages and errors say to a person, in one language. */
export interface Texts {
  /** What happened, by the code of the error. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly errorTitles: Readonly<Record<Fault, string>>;
  readonly unauthenticatedTitle: string;
  /** What to do next. */
  readonly advice: Readonly<Record<Fault, string>>;
  /** Where the logout was opened as a page. */
  readonly logout: {
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly incompleteTitle: string;
  };
  /** The page that a form gets in place of a redirect. */
  readonly redirect: { readonly title: string; readonly paragraph: string; readonly link: string };
  /** The page that a frame gets in place of a redirect to the provider. */
  readonly frame: { readonly title: string; readonly paragraph: string; readonly link: string };
  readonly loginLink: string;
  readonly homeLink: string;
  /** Stands before the code of an error. */
  readonly incidentCode: string;
}
