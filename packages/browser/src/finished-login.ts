import type { User } from "./user.js";

/** A login that the page finished. */
export interface FinishedLogin {
  readonly user: User;
  /** The path where the login began. */
  readonly returnTo: string;
}
