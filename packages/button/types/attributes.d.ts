import type { LogoutEvent, MonCompteProAccount } from "../dist/account.js";
import type { LoginEvent, MonCompteProButton } from "../dist/pure.js";

/** What a page may write on `<moncomptepro-button>`, whatever the framework. */
export interface ButtonAttributes {
  /** Where the login starts. Else the slotted link's address, else `/auth/login`. */
  href?: string | undefined;
  /** Whose brand to show. `moncomptepro` by default. */
  provider?: MonCompteProButton["provider"] | undefined;
  /** `_top` leaves a frame. */
  target?: MonCompteProButton["target"] | undefined;
  /** Nothing starts; stays focusable. */
  disabled?: boolean | undefined;
  /** A login is under way. */
  busy?: boolean | undefined;
}

/** What a page may write on `<moncomptepro-account>`, whatever the framework. */
export interface AccountAttributes {
  /** Who: the name. */
  name?: string | undefined;
  /** The e-mail; shown under the name, or instead of it. */
  email?: string | undefined;
  /** Label of the organisation that the person acts for. */
  organization?: string | undefined;
  /** Its SIRET, 14 digits. */
  siret?: string | undefined;
  /** Where another organisation is chosen; without it that isn't offered. */
  "organization-href"?: string | undefined;
  /** Where the logout's form is sent by POST. `/auth/logout` by default. */
  "logout-action"?: string | undefined;
}

export type { LoginEvent, LogoutEvent, MonCompteProAccount, MonCompteProButton };
