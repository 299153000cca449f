import * as v from "valibot";
import { isEmail, isSiret, type Organization, type User } from "@moncomptepro/profiles";
import { text } from "../settings/forms.js";
import { members, requireMembers, type Entries } from "../settings/members.js";
import { isOwnLogin, ownLoginsOf } from "../settings/own-logins.js";
import type { Settings } from "../settings/settings.js";
import { ownIssuer } from "./is-own.js";

/** OpenID Connect Core 1.0 section 2: characters of a `sub` at most. */
const LONGEST_SUB = 255;
const SUB = "must be what identifies the person, a text";
/** Control characters, those that change the direction of writing and other invisible ones, halves of a character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const flag = () => v.optional(v.boolean("must be true or false"));

/** Never changed: “admin” and “admin ” may be two accounts, and one must not become the other. */
const subject = () =>
  v.pipe(
    v.string(SUB),
    v.nonEmpty(SUB),
    v.maxLength(LONGEST_SUB, `must be of at most ${LONGEST_SUB} characters`),
    v.check((sub) => sub === sub.trim(), "must not begin or end with white space"),
    v.check((sub) => !UNSEEN.test(sub), "must not hold control characters or invisible ones"),
  );

const entries = (settings: Settings): Entries => ({
  sub: subject(),
  provider: v.optional(
    v.pipe(
      v.string("must be a text"),
      v.check((name) => isOwnLogin(name, settings), nameRule(settings)),
    ),
    ownLoginsOf(settings)[0],
  ),
  email: v.optional(v.pipe(v.string("must be an e-mail"), v.check(isEmail, "must be an e-mail"))),
  givenName: v.optional(text("must be a text")),
  usualName: v.optional(text("must be a text")),
  phoneNumber: v.optional(text("must be a text")),
  organization: v.optional(
    v.pipe(
      members<Organization>({
        siret: v.pipe(
          v.string("must be a SIRET"),
          v.check(isSiret, "must be a SIRET: 14 digits, the last one fits"),
        ),
        siren: v.optional(v.string("must be a SIREN")),
        label: v.optional(text("must be a text")),
        isExternal: flag(),
        isCommune: flag(),
        isPublicService: flag(),
      }),
      v.transform(({ siret, siren, ...rest }) => ({ siret, siren: siren ?? siret.slice(0, 9), ...rest })),
      v.check(
        ({ siret, siren }) => siret.startsWith(siren) && siren.length === 9,
        "has a SIREN of another SIRET",
      ),
    ),
  ),
});

function nameRule({ ownLogins }: Settings): string {
  return ownLogins
    ? `must be one of ownLogins: ${ownLogins.join(", ")}`
    : "must be 1 to 40 letters, digits, - or _, and no name of a provider";
}

/**
 * Reads whom the application logged in. Members that only a provider gives, and what a login would have to prove, are
 * refused: the application's own belongs into `data`.
 *
 * @throws AuthError `parameter_refused` with every mistake at once
 */
export function readOwnUser(given: unknown, settings: Settings): User {
  const user = requireMembers("auth.createSession()", given, entries(settings)) as Omit<
    User,
    "issuer" | "authentication"
  >;
  return { ...user, issuer: ownIssuer(settings), authentication: { acrProven: false } };
}
