/** What is wrong with one setting, or with one member of an object that the application gave. */
export interface Problem {
  /** Its name; that of a member of a member has a dot: `session.idle`. Empty for the object as a whole. */
  setting: string;
  message: string;
  /** The entry of `providers` that it is in. */
  provider?: string;
}
