import type { Claims, User } from "@moncomptepro/profiles";
import type { ErrorPage } from "../pages/error-page.js";
import type { Session } from "../session/session.js";

/** Everything that a login received, all of it verified. The session keeps none of the raw claims by itself. */
export interface ReceivedLogin<U extends User = User, All extends User = U> {
  readonly user: U;
  /**
   * Who is logged in already in this browser: the session that this login takes the place of, for example one of another
   * provider. Two logins in one browser may be two persons: link accounts only when the person says so.
   */
  readonly current?: Session<All>;
  readonly idToken: Claims;
  readonly userinfo: Claims;
  /**
   * The provider's access token, for data that the login opens. FranceConnect's lives a minute at most, so that it is used
   * in the hook or never. It can be read by name, and is shown by nothing else: no log, no JSON, no copy. Only
   * `keepAccessToken` keeps it. `expiresAt` is in seconds since the epoch, where the provider says so.
   */
  readonly access: { readonly token: string; readonly expiresAt?: number };
  /** The page that the person comes back to. */
  readonly returnTo: string;
  /**
   * True when the login suggested an e-mail and another person came back: the provider ignores the hint while a person
   * is logged in there.
   */
  readonly loginHintDiffers: boolean;
  /** True when a step-up or a change of organisation came back as another person than the session's. */
  readonly userChanged: boolean;
}

/**
 * What the application decides of a login: nothing, so that it goes on; a refusal, whose reason goes to the log; data of
 * its own for the session, as JSON; or a page of its own, where the person signs up or waits and no person is logged in yet:
 * see `auth.pendingLogin()`. `setCookie` holds `Set-Cookie` headers of the application, one or a list. Any other answer is
 * an error, and the login does not go on.
 */
export type LoginDecision =
  | undefined
  | {
      readonly refuse: string;
      readonly data?: never;
      readonly redirect?: never;
      readonly setCookie?: never;
    }
  | {
      readonly data?: Readonly<Record<string, unknown>>;
      readonly setCookie?: string | readonly string[];
      readonly refuse?: never;
      readonly redirect?: never;
    }
  | {
      /** A path of the application, as `returnTo` is one. */
      readonly redirect: string;
      readonly setCookie?: string | readonly string[];
      readonly refuse?: never;
      readonly data?: never;
    };

/**
 * Whom the application lets in. Each list that is given must hold the person, and one must be given; a function decides
 * on its own: true lets in, anything else does not.
 */
export type Authorization<U extends User = User> =
  | {
      /** SIRET of the organisation, with or without white space. */
      readonly sirets?: readonly string[];
      /** What stands after the @ of the e-mail, in any case. A sub-domain is another domain. */
      readonly emailDomains?: readonly string[];
      /** At least one of ProConnect's roles, for example `agent_public`. Needs its scope `roles`. */
      readonly roles?: readonly string[];
    }
  | ((user: U) => boolean | Promise<boolean>);

/**
 * What the application adds to a login and a logout.
 *
 * @typeParam U - whom the provider logs in
 * @typeParam All - them, and whom the application logs in itself
 */
export interface Hooks<U extends User = User, All extends User = U> {
  /** Whom the application lets in, at login. Default: every person. */
  authorize?: Authorization<U>;
  /**
   * Called with every login before the session begins. It can link an account, refuse the login, add data to the
   * session, set cookies of the application, or send the person to a page of it first. Default: nothing.
   */
  onLogin?(login: ReceivedLogin<U, All>): LoginDecision | void | Promise<LoginDecision | void>;
  /** Called with every session that a person ends. What it throws is logged and stops nothing. Default: nothing. */
  onLogout?(session: Session<All>): void | Promise<void>;
  /**
   * Makes the error page in the application’s own look. It gives a whole HTML document, or undefined for the built-in
   * page. The document is sent with the status, `no-store` and a policy that lets it load styles, images and scripts
   * of the application’s own origin. Escape the texts in it: what `account` holds comes from the provider. What the
   * hook throws is logged, and the built-in page is shown. Default: the built-in page.
   */
  errorPage?(page: ErrorPage): string | undefined | Promise<string | undefined>;
}
