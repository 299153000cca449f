import type { ErrorCode, Fault } from "../../error-codes.js";

interface Question {
  readonly title: string;
  readonly hint: string;
  readonly button: string;
}

/** Everything that our pages and errors say to a person, in one language. */
export interface Texts {
  /** What happened, by the code of the error. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly errorTitles: Readonly<Record<Fault, string>>;
  readonly unauthenticatedTitle: string;
  /** Of a page that a logged-in person may not see. */
  readonly unauthorizedTitle: string;
  /** What to do next. */
  readonly advice: Readonly<Record<Fault, string>>;
  /** Of a page that asks a logged-in person for a login that proves more. */
  readonly stepUpTitle: string;
  /** What to do next when no cookie of ours came. */
  readonly cookiesAdvice: string;
  /** What to do next when an account was refused: because of whose it is, what it lacks, or its level. */
  readonly refusalAdvice: Readonly<Record<"access" | "claim" | "level" | "secondFactor", string>>;
  /** Where only certified officers of companies may come in. */
  readonly officers: { readonly title: string; readonly sentence: string; readonly advice: string };
  /** Stand before the account and the organisation that were refused. */
  readonly accountLine: string;
  readonly organizationLine: string;
  readonly secondFactorLink: string;
  /** The questions before what ends the provider's session. */
  readonly switchAccount: Question;
  readonly selectOrganization: Question;
  /** Where the logout was opened as a page. */
  readonly logout: {
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly incompleteTitle: string;
  };
  /** A step-up, or a change of organisation, came back as another person. */
  readonly userChanged: {
    readonly title: string;
    readonly paragraph: string;
    /** Stands before the account's e-mail. */
    readonly account: string;
    readonly link: string;
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
