import type { ProviderSession } from "./provider-sessions.js";

/** What one login has gathered between its pages. */
export interface LoginProgress {
  /** The e-mail address typed or hinted at. */
  readonly email?: string;
  /** The session that this login opened, whatever another tab does at the same time. */
  readonly session?: ProviderSession;
  /** The person saw where the login goes. */
  readonly isConfirmed?: boolean;
  /** What the relying party will be told if the person goes on from the error page. */
  readonly failure?: Failure;
}

/** An error as the relying party receives it. */
export interface Failure {
  readonly error: string;
  readonly error_description: string;
}
