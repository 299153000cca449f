import type { Hooks } from "../hooks/hooks.js";
import { authorization } from "./authorization.js";
import { callable } from "./forms.js";
import type { SettingsTable } from "./setting.js";

/** The settings that take part in a login and a logout: see {@link Hooks}. */
export const HOOK_SETTINGS: SettingsTable<Hooks> = {
  authorize: {
    schema: authorization,
    otherwise: "every person",
    restricts: true,
    sentence: "Whom the application lets in, at login.",
  },
  onLogin: {
    schema: () => callable(),
    otherwise: "nothing",
    // It may refuse a login, as authorize does.
    restricts: true,
    sentence: "Called with every login before the session begins.",
    more:
      "It can link an account, refuse the login, add data to the session, set cookies of the application, or send the " +
      "person to a page of it first.",
  },
  onLogout: {
    schema: () => callable(),
    otherwise: "nothing",
    sentence: "Called with every session that a person ends.",
    more: "What it throws is logged and stops nothing.",
  },
  errorPage: {
    schema: () => callable(),
    otherwise: "the built-in page",
    sentence: "Makes the error page in the application’s own look.",
    more:
      "It gives a whole HTML document, or undefined for the built-in page. The document is sent with the status, `no-store` " +
      "and a policy that lets it load styles, images and scripts of the application’s own origin. Escape the texts in " +
      "it: what `account` holds comes from the provider. What the hook throws is logged, and the built-in page is shown.",
  },
};
