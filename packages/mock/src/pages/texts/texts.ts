import type { Language } from "@moncomptepro/profiles";
import type { Difference } from "../../registration/mismatch.js";
import type { Html } from "../html.js";

/** All that the pages say, in one language: what is missing in another one does not compile. */
export interface Texts {
  readonly language: Language;
  /** How the provider is called in titles. */
  readonly provider: string;
  readonly banner: Html;
  readonly footer: string;
  /** Before the title of a page that is there again because of a mistake. */
  readonly errorInTitle: string;
  /** What marks that the real provider has nothing of the kind. */
  readonly simulatorOnly: string;

  readonly email: {
    readonly title: string;
    readonly goOnTo: (service: string) => Html;
    readonly label: string;
    readonly hint: string;
    readonly submit: string;
    readonly abort: string;
    readonly invalid: string;
    readonly unknown: string;
  };
  readonly people: {
    readonly title: string;
    readonly introduction: string;
  };
  readonly newcomer: {
    readonly title: string;
    readonly introduction: string;
    readonly email: string;
    readonly emailHint: string;
    readonly siret: string;
    readonly siretHint: string;
    readonly submit: string;
    readonly invalidEmail: string;
    readonly invalidSiret: string;
    readonly emailOf: (name: string) => string;
  };
  readonly password: {
    readonly title: string;
    readonly loginAs: (email: string) => Html;
    readonly changeEmail: string;
    readonly label: string;
    readonly hint: (password: string) => string;
    readonly submit: string;
    readonly wrong: string;
  };
  readonly secondFactor: OfferTexts;
  readonly organization: {
    readonly title: string;
    readonly introduction: string;
    readonly external: string;
    readonly current: string;
  };
  readonly identity: OfferTexts;
  readonly confirmation: {
    readonly title: string;
    readonly introduction: (service: string) => Html;
    readonly submit: string;
  };
  readonly userinfo: {
    readonly title: string;
    readonly notSaved: string;
    readonly toFirstMistake: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly phoneNumber: string;
    readonly phoneNumberHint: string;
    readonly job: string;
    readonly submit: string;
    readonly invalid: Readonly<Record<"given_name" | "family_name" | "phone_number" | "job", string>>;
  };
  readonly error: {
    readonly title: string;
    readonly status: (status: number) => string;
    readonly goOn: string;
    readonly startAgain: string;
    readonly loginIsOver: string;
    readonly formFromElsewhere: string;
    readonly form: Readonly<Record<413 | 415, string>>;
  };
  /** What the terminal says too, in English. */
  readonly mismatch: {
    readonly title: string;
    readonly sent: string;
    readonly registered: string;
    readonly nothing: string;
    readonly otherSecret: string;
    readonly differences: Readonly<Record<Difference, string>>;
    readonly inApplication: (variables: readonly string[]) => string;
    readonly atProvider: (flag: string) => string;
  };
  readonly blocked: {
    readonly title: string;
    readonly introduction: (email: string) => Html;
    readonly advice: string;
  };
  readonly joinOrganization: {
    readonly title: string;
    readonly asked: (siret: string) => Html;
    readonly deadEnd: string;
    readonly startAgain: string;
  };
  readonly signedOut: {
    readonly title: string;
    readonly done: string;
    readonly startAgain: string;
  };
  readonly logout: {
    readonly title: string;
    readonly underWay: string;
    readonly submit: string;
  };
  readonly home: {
    readonly title: string;
    readonly introduction: string;
    readonly discovery: string;
    readonly people: string;
    readonly password: (password: string) => Html;
  };
}

/** A page that offers what the level takes. */
interface OfferTexts {
  readonly title: string;
  readonly introduction: string;
  readonly submit: string;
  /** What happens here instead of at the real provider. */
  readonly simulated: string;
}
