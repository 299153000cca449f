import * as v from "valibot";
import { mistake } from "../errors.js";
import { cookieName } from "../http/cookies.js";
import { pathOfApplication } from "../http/return-to.js";
import { text } from "../settings/forms.js";
import { isPlainObject, requireMembers } from "../settings/members.js";
import type { Settings } from "../settings/settings.js";
import type { LoginDecision } from "./hooks.js";

const PLACE = "onLogin() must answer nothing, { refuse }, { redirect }, or { data } and { setCookie }";

/** A header that a browser takes: a name (RFC 6265 section 4.1.1), a value and attributes, in printable ASCII. */
const SET_COOKIE = /^[!#$%&'*+.^`|~\w-]+=[\x20-\x7e]*$/;

/**
 * Reads what the hook `onLogin` answered. An answer that we do not understand, for example a misspelt `refuse`, may have
 * meant a refusal.
 *
 * @throws AuthError `settings_invalid`
 */
export function readDecision(decision: unknown, settings: Settings): LoginDecision {
  if (decision === undefined) return undefined;
  const checked = requireMembers(
    PLACE,
    decision,
    {
      refuse: v.exactOptional(text("must be the reason, a text that is not empty")),
      redirect: v.exactOptional(pageForm(settings)),
      data: v.optional(v.custom<object>(isPlainObject, "must be an object")),
      setCookie: v.optional(cookiesForm(settings)),
    },
    "settings_invalid",
  );
  const given = (...names: string[]): boolean =>
    names.some((name) => Object.hasOwn(decision as object, name));
  const kinds = [
    given("refuse"),
    given("redirect"),
    given("data") || (given("setCookie") && !given("redirect")),
  ];
  if (kinds.filter(Boolean).length !== 1)
    throw mistake(`${PLACE}: one of these, and no other with it`, "settings_invalid");
  return checked;
}

function pageForm(settings: Settings): v.GenericSchema {
  const message = "must be a path of the application, and none of our routes";
  return v.pipe(
    v.string(message),
    v.check((value) => pathOfApplication(value, settings) !== undefined, message),
    v.transform((value) => pathOfApplication(value, settings)),
  );
}

function cookiesForm(settings: Settings): v.GenericSchema {
  const ours = cookieName(settings, "");
  const header = v.pipe(
    v.string("must be Set-Cookie headers"),
    v.regex(SET_COOKIE, "must be Set-Cookie headers, of printable ASCII"),
    v.check((value) => !value.startsWith(ours), `must not be a cookie of ours: ${ours}…`),
  );
  return v.union([header, v.array(header)], (issue) => firstMessage(issue));
}

/** A union tells that nothing fitted; what was wrong stands in its issues. */
function firstMessage({
  issues = [],
}: {
  readonly issues?: readonly v.BaseIssue<unknown>[] | undefined;
}): string {
  const wrong = issues.find(({ type }) => type !== "array" && type !== "string");
  return wrong?.message ?? "must be a Set-Cookie header, or a list of them";
}
