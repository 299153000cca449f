import type { SignIn } from "../people/sign-ins.js";

/** What one login has gathered between its pages. */
export interface Attempt {
  /** The e-mail address typed or hinted at. */
  readonly email?: string;
  /** Who gave their password in this login, whatever another tab does at the same time. */
  readonly signIn?: SignIn;
  /** What the relying party will be told if the person goes on from the error page. */
  readonly failure?: Failure;
}

/** An error as the relying party receives it. */
export interface Failure {
  readonly error: string;
  readonly error_description: string;
}
