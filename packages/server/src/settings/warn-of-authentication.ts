import type { Profile } from "@moncomptepro/profiles";
import type { Log } from "../logger.js";
import type { Credentials } from "./credentials.js";

/** Says at the start that the provider is not known to take the client's way to prove who it is: it may have learnt it. */
export function warnOfAuthentication(
  { method }: Credentials,
  { id, clientAuthentication }: Pick<Profile, "id" | "clientAuthentication">,
  logger: Log,
): void {
  if (clientAuthentication.some((known) => known === method)) return;
  logger.warn(
    "client_authentication_unusual",
    `The client would prove who it is by ${method}. ${id} accepts ${clientAuthentication.join(" or ")}: logins may fail with client_refused.`,
  );
}
