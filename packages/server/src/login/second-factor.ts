import * as v from "valibot";
import type { User } from "@moncomptepro/profiles";
import type { Log } from "../logger.js";
import type { Form } from "../settings/forms.js";
import type { SecondFactor } from "./second-factor-option.js";

/** What {@link SecondFactor} must be. False would be a restriction that is none: it is left out instead. */
export const secondFactor = (): Form<SecondFactor> =>
  v.custom<SecondFactor>(
    (value) => value === true || value === "preferred" || typeof value === "function",
    'must be true, "preferred" or a function of the user',
  );

/**
 * Says whether this person must give a second factor. Another answer of the function than true or false, a forgotten
 * `return` for example, is a mistake that the log names.
 */
export async function isDemanded(wanted: SecondFactor, user: User, logger: Log): Promise<boolean> {
  if (typeof wanted !== "function") return wanted === true;
  const decision: unknown = await wanted(user);
  if (typeof decision !== "boolean") {
    logger.error(
      "answer_unclear",
      "secondFactor must answer true or false: any other answer demands a second factor.",
      {
        answered: decision === null ? "null" : typeof decision,
      },
    );
  }
  return decision !== false;
}
