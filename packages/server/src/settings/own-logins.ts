import * as v from "valibot";
import { profiles } from "@moncomptepro/profiles";
import { list, type Form } from "./forms.js";
import type { Problem } from "./problem.js";

const NAME = "must be names of 1 to 40 letters, digits, - or _";

/** The setting `ownLogins`: none of them may be taken for a provider that proved something. */
export const ownLoginNames = (): Form<string[]> =>
  list(
    v.pipe(
      v.string(NAME),
      v.regex(/^[\w-]{1,40}$/, NAME),
      v.check((name) => !Object.hasOwn(profiles, name), "must not be names of providers"),
    ),
    NAME,
  );

/** A profile of the application's own may have any id. */
export function checkOwnLogins(
  names: readonly string[] | undefined,
  profileId: string | undefined,
  problems: Problem[],
): void {
  if (profileId === undefined || !names?.includes(profileId)) return;
  problems.push({ setting: "ownLogins", message: `must not hold ${profileId}, the name of the provider` });
}
