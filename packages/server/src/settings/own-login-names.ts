import * as v from "valibot";
import { profiles } from "@moncomptepro/profiles";
import { list, type Form } from "./forms.js";
import { LOGIN_NAME } from "./own-logins.js";

const NAME = "must be names of 1 to 40 letters, digits, - or _";

/** The setting `ownLogins`: none of them may be taken for a provider that proved something. */
export const ownLoginNames = (): Form<string[]> =>
  list(
    v.pipe(
      v.string(NAME),
      v.regex(LOGIN_NAME, NAME),
      v.check((name) => !Object.hasOwn(profiles, name), "must not be names of providers"),
    ),
    NAME,
  );
