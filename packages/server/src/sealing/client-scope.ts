/** Who the application is, and at which provider. */
export type ClientScope = readonly string[];
