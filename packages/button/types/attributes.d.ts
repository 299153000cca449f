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

export type { LoginEvent, MonCompteProButton };
