import * as v from "valibot";
import { text } from "./forms.js";
import { requireMembers } from "./members.js";

const object = (): v.GenericSchema =>
  v.optional(v.custom<object>((value) => typeof value === "object" && value !== null, "must be an object"));

/**
 * Checks what a test session is made of. A profile of the application's own may give any user, so that only the
 * identity is looked at there.
 *
 * @throws AuthError `parameter_refused` with every mistake at once
 */
export function requireTestSession(user: unknown, content: unknown): void {
  const { sub } = (user ?? {}) as { sub?: unknown };
  requireMembers("createTestSession()", { sub }, { sub: text("must be the sub of a user") });
  requireMembers("createTestSession()", content, { claims: object(), data: object() });
}
