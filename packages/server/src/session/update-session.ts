import type { User } from "@moncomptepro/profiles";
import { AuthError, mistake } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionContext } from "../session-context.js";
import { asJson, type OwnData } from "./own-data.js";
import { sessionView } from "./session-view.js";
import type { Session } from "./session.js";

/**
 * Makes the application's next data in a session from the present one. It may be called more than once, when another
 * request changes the session at the same moment: it must do nothing else.
 */
export type DataChange = (data: OwnData) => OwnData;

/** A session whose data changed. */
export interface UpdatedSession<U extends User = User> {
  readonly session: Session<U>;
  /** `Set-Cookie` headers to send with the answer, which must not be cached. */
  readonly setCookie: readonly string[];
}

/**
 * Changes the application's own data in the session of a request. Changes of the same moment come one after the other:
 * at all instances with a store, in one process without.
 *
 * @throws AuthError `not_authenticated` without a session, or when it ends meanwhile; `parameter_refused`;
 *   `session_too_large`; `store_unavailable`
 */
export async function updateSession(
  request: RequestParts,
  change: unknown,
  { sessionBackend }: SessionContext,
): Promise<UpdatedSession> {
  const place = "auth.updateSession()";
  if (typeof change !== "function") throw mistake(`${place}: the change must be a function of the data`);
  const cookies = readCookies(request);
  const session = await sessionBackend.read(cookies);
  const changed =
    session &&
    (await sessionBackend.change(
      session,
      (current) => ({
        ...current,
        data: nextData(place, (change as DataChange)(structuredClone(current.data ?? {}))),
      }),
      cookies,
    ));
  if (!changed) throw new AuthError("not_authenticated");
  return { session: sessionView(changed.session), setCookie: changed.setCookie };
}

/** @throws AuthError `parameter_refused`, which names what functions forget */
function nextData(place: string, made: unknown): OwnData {
  if (made === undefined)
    throw mistake(`${place}: the function returned nothing: it must return the next data`);
  if (made instanceof Promise) {
    // Not waited for, it must not end the process.
    made.catch(() => undefined);
    throw mistake(
      `${place}: the function must not be async: do what takes time before, then change the data`,
    );
  }
  return asJson(place, made);
}
