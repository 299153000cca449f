/** What one login has gathered between its pages. */
export interface Attempt {
  /** The e-mail address typed or hinted at. */
  readonly email?: string;
  /** What the relying party will be told if the person goes on from the error page. */
  readonly failure?: Failure;
}

/** An error as the relying party receives it. */
export interface Failure {
  readonly error: string;
  readonly error_description: string;
}
