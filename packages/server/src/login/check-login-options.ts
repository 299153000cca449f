import * as v from "valibot";
import { isEmail, isSiret, withoutSpaces } from "@moncomptepro/profiles";
import { always, levels, list, seconds, text } from "../settings/forms.js";
import { checkMembers, requireMembers, type Entries } from "../settings/members.js";
import type { LoginOptions } from "./login-options.js";
import { secondFactor } from "./second-factor.js";

/** The options that a link to the login route may carry. */
export type Hints = Pick<
  LoginOptions,
  "prompt" | "loginHint" | "siretHint" | "identityProviderHint" | "acrValues"
>;

/** Characters of a value that names something at the provider: a level, an identity provider, a prompt. */
const LONGEST_NAME = 128;
const MOST_LEVELS = 10;

const level = v.pipe(
  v.string("must be a list of levels"),
  v.regex(
    /^[\x21-\x7e]{1,128}$/,
    "must be a list of levels of at most 128 characters each, without white space",
  ),
);

/**
 * What a link to the login route may carry too. Each has a bound: what a link carries ends in an address and, in part,
 * in a cookie, where it would take the place of other tabs.
 */
const hints: Entries = {
  prompt: v.optional(v.pipe(v.string("must be a text"), v.maxLength(LONGEST_NAME, "is too long"))),
  loginHint: v.optional(
    v.pipe(
      v.string("must be an e-mail"),
      v.trim(),
      v.check((value) => value === "" || isEmail(value), "must be an e-mail of at most 254 characters"),
    ),
  ),
  siretHint: v.optional(
    v.pipe(
      v.string("must be a SIRET"),
      // MonComptePro looks for what it is given: with white space, or a wrong digit, it leads to a dead end that sticks to
      // the browser.
      v.transform(withoutSpaces),
      v.check((value) => value === "" || isSiret(value), "must be a SIRET: 14 digits with a valid checksum"),
    ),
  ),
  identityProviderHint: v.optional(
    v.pipe(
      v.string("must be a text"),
      v.regex(/^[\x21-\x7e]{0,128}$/, "must be an identifier of at most 128 characters"),
    ),
  ),
  acrValues: v.optional(
    v.pipe(
      list(level, "must be a list of levels that is not empty"),
      v.maxLength(MOST_LEVELS, "must be at most 10 levels"),
    ),
  ),
};

const entries: Entries = {
  request: v.optional(v.unknown()),
  // Whatever is no path is replaced by the home page: see `safeReturnTo`.
  returnTo: v.optional(v.unknown()),
  ...hints,
  provider: v.exactOptional(text("must be the id of a provider")),
  acr: v.exactOptional(levels()),
  secondFactor: v.exactOptional(secondFactor()),
  certifiedOfficer: v.exactOptional(always()),
  maxAge: v.exactOptional(seconds(0)),
};

/**
 * Checks what a login is started with.
 *
 * @param place - what the options were given to
 * @throws AuthError `parameter_refused`, with every mistake at once
 */
export function checkLoginOptions(options: unknown, place = "auth.login()"): LoginOptions {
  return requireMembers(place, options, entries);
}

/** The hints of a link that are well-formed and within their bounds; the others are silently ignored. */
export function checkHints(given: Hints): Hints {
  return checkMembers(given, hints).checked;
}
