import { AuthError } from "../errors.js";
import type { SessionRecord } from "./session-record.js";

/** @returns the error that names what takes the room in a session */
export function tooLarge(
  { user, claims, data, ...rest }: SessionRecord,
  bytes: number,
  maximum: number,
): AuthError {
  const sizes = Object.entries({ ...rest, ...user, ...claims, ...data })
    .map(([name, value]) => ({ name, size: (JSON.stringify(value) ?? "").length }))
    .toSorted((one, other) => other.size - one.size)
    .slice(0, 3)
    .map(({ name, size }) => `${name} (${size})`);
  return new AuthError("session_too_large", {
    hint: `the session takes ${bytes} bytes of ${maximum}; the biggest parts are ${sizes.join(", ")}: keep fewer claims`,
  });
}
