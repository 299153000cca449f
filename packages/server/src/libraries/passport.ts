import type { Profile, ProfileAlias, ProfileId, UserOf } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { PROOFS } from "../login/proofs.js";
import type { VerifiedLogin } from "../login/verify-login.js";
import { text } from "../settings/forms.js";
import { requireMembers } from "../settings/members.js";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { explained } from "../verify/explained.js";
import { readLibraryOptions, type LibraryOptions } from "../verify/provider-of.js";
import { verifierOf } from "../verify/verifier-of.js";
import type { LogoutWay } from "../verify/verifier.js";
import type { LoginWishes } from "../verify/wishes.js";
import { keepLogin, takeLogin, type WithSession } from "./begun-logins.js";

/** What the strategy is made with: settings of `createAuth()`, with their variables, and what a login asks for. */
export interface PassportOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
  R extends boolean = boolean,
>
  extends ProviderOptions<P, R>, LibraryOptions {
  /** Redirect URI as registered: the route where `passport.authenticate()` finishes the login. */
  readonly redirectUri: string;
  /** The application’s own user, from the verified login; `false` refuses the person. Default: the verified user. */
  readonly verify?: (login: VerifiedLogin<UserOf<P, R>>) => object | false | Promise<object | false>;
}

/** What Passport lends to a strategy for one request. */
interface Actions {
  success(user: object, info: object): void;
  fail(challenge: object, status: number): void;
  redirect(address: string, status: number): void;
  error(error: unknown): void;
}

/** A strategy for `passport.use()`. */
export interface PassportStrategy {
  /** Id of the provider, for `passport.authenticate("moncomptepro")`. */
  readonly name: string;
  /** Called by Passport: begins a login, or finishes one where the address holds an answer. */
  authenticate(this: Actions, request: WithSession & { readonly url: string }, options?: object): void;
  /** The address of the provider’s logout, where the browser goes after `req.logout()`; see `Verifier.logoutUrl`. */
  readonly logoutUrl: (way: LogoutWay) => Promise<string | undefined>;
}

/** What `passport.authenticate()` may ask of one login, among the options that are Passport's. */
const WISHES: readonly (keyof LoginWishes)[] = [
  "prompt",
  "loginHint",
  "siretHint",
  "identityProviderHint",
  "acrValues",
  ...PROOFS,
];

/**
 * MonComptePro for Passport, with every check of ours. It needs a session before a person is logged in, as
 * `express-session` gives it, and keeps there each login that has begun, so that tabs do not disturb each other.
 *
 * @example
 * passport.use(createStrategy({ redirectUri: "https://app.example.gouv.fr/login/callback" }));
 * app.get("/login", passport.authenticate("moncomptepro"));
 * app.get("/login/callback", passport.authenticate("moncomptepro", { successRedirect: "/" }));
 *
 * @throws SettingsError with every mistake in the settings at once; AuthError `parameter_refused`
 */
export function createStrategy<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  R extends boolean = true,
>(options: PassportOptions<P, R>): PassportStrategy {
  const { redirectUri, verify, ...rest } = options;
  requireMembers("createStrategy()", { redirectUri }, { redirectUri: text("must be the redirect URI") });
  const { asked, provider } = readLibraryOptions(rest);
  const { logoutUrl, startLogin, finishLogin } = verifierOf(provider);

  async function start(actions: Actions, request: WithSession, given: object): Promise<void> {
    const wishes = Object.fromEntries(Object.entries(given).filter(([name]) => isWish(name)));
    const { location, started } = await startLogin({ ...asked, ...wishes, redirectUri });
    keepLogin(started, request);
    actions.redirect(location, 303);
  }

  async function finish(actions: Actions, request: WithSession, response: URLSearchParams): Promise<void> {
    const started = takeLogin(response.get("state") ?? "", request);
    const login = (await finishLogin(response, started)) as VerifiedLogin<UserOf<P, R>>;
    const user = verify ? await verify(login) : login.user;
    if (user === false) throw new AuthError("login_refused", { hint: "verify() refuses this person" });
    actions.success(user, { login });
  }

  return {
    name: provider.settings.profile.id,
    logoutUrl,
    authenticate(request, wishes = {}) {
      const response = new URL(request.url, "http://localhost").searchParams;
      const isAnswer = response.has("code") || response.has("error");
      const step = isAnswer ? finish(this, request, response) : start(this, request, wishes);
      explained(step, provider.settings.logger).catch((error: unknown) => {
        const isPersons = error instanceof AuthError && error.fault === "person";
        if (isPersons) this.fail({ message: error.message, code: error.code }, error.status);
        else this.error(error);
      });
    },
  };
}

function isWish(name: string): boolean {
  return (WISHES as readonly string[]).includes(name);
}
