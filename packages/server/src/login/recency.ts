import { CLOCK_TOLERANCE, now } from "../clock.js";

/**
 * Says whether a person authenticated recently enough: the one comparison, with the one tolerance, for the answer of a
 * login and for the guard of a page. Two that differ would send people round in circles.
 *
 * @param time - `auth_time`, in seconds since the epoch
 * @param maxAge - seconds that are allowed
 * @param receivedAt - when we learned of it. A time that lay in the future then was wrong, and stays so when it has come
 */
export function isRecent(time: number, maxAge: number, receivedAt: number = now()): boolean {
  const age = now() - time;
  return age <= maxAge + CLOCK_TOLERANCE && age >= -CLOCK_TOLERANCE && time <= receivedAt + CLOCK_TOLERANCE;
}
