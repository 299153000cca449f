import { mistake } from "../errors.js";
import { isPlainObject } from "../settings/members.js";

/** What the application keeps in a session. */
export type OwnData = Readonly<Record<string, unknown>>;

/**
 * The application's data as a session gives it back: a copy, as JSON keeps it. What shows otherwise on the next request
 * than on this one, a `Date` for example, shows so at once.
 *
 * @throws AuthError `parameter_refused` when it is no object, or cannot be JSON
 */
export function asJson(place: string, data: unknown): OwnData {
  if (!isPlainObject(data)) throw mistake(`${place}: the data must be an object`);
  const copy = copied(place, data);
  // `toJSON` may have made anything of it.
  if (!isPlainObject(copy)) throw mistake(`${place}: the data must be an object as JSON too`);
  return copy;
}

function copied(place: string, data: object): unknown {
  try {
    const written = JSON.stringify(data) as string | undefined;
    return written === undefined ? undefined : JSON.parse(written);
  } catch (error) {
    throw mistake(`${place}: the data cannot be written as JSON: ${String(error)}`);
  }
}
