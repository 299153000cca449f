import type { User } from "@moncomptepro/profiles";
import type { RequestParts } from "../http/request-parts.js";
import type { SecondFactor } from "./second-factor-option.js";

/** What a login may be started with. What the provider does not know is refused before the redirect. */
export interface LoginOptions<U extends User = User> {
  /** The request being answered: a form gets a page that a strict `form-action` lets through, a link a redirect. */
  request?: RequestParts;
  /** Page of the application to come back to: a path of at most 1,024 bytes. Default `/`. */
  returnTo?: string;
  /**
   * Which of the application's providers, by its id. Default: the first one; a step-up is at the one that made the session.
   */
  provider?: string;
  /** For example `login`, `none`, `select_organization` or `update_userinfo`, where the provider knows it. */
  prompt?: string;
  /**
   * E-mail to fill in beforehand. Without it a step-up or a change of organisation suggests the session’s; an empty text
   * suggests none.
   */
  loginHint?: string;
  /** SIRET of the organisation to suggest. No access control: the person may choose another one. */
  siretHint?: string;
  /** Identity provider of the federation to go to. */
  identityProviderHint?: string;
  /** Levels asked for as a wish, any of them. Proves nothing: see {@link acr}. */
  acrValues?: readonly string[];
  /**
   * Levels of which one must be reached; the login fails otherwise. Those that the browser can forge are refused:
   * `eidas1` at MonComptePro and ProConnect.
   */
  acr?: readonly string[];
  /**
   * A second factor, by the provider's own list of levels: `true`, the login fails without; `"preferred"`, it is a wish,
   * and `user.authentication.secondFactor` tells. A function is asked about the person who is logged in already; without
   * one it is a wish, and a guard with the same function asks again afterwards.
   */
  secondFactor?: SecondFactor<U>;
  /** A certified officer of the organisation, by the provider's own level; the login fails otherwise. */
  certifiedOfficer?: true;
  /** Seconds since the person last authenticated that are allowed; the login fails otherwise. */
  maxAge?: number;
}

/** A login as it is asked for: what a person must give is a list of levels. */
export interface AskedLogin extends Omit<LoginOptions, "secondFactor" | "certifiedOfficer"> {
  readonly secondFactor?: "preferred";
  /** Whose session it goes on from: a digest of the `sub`, and the e-mail to suggest. */
  readonly continues?: { readonly person: string; readonly email?: string };
}
