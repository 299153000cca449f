import { finiteNumber, present, text, texts } from "./claims.js";
import type { Authentication, Login } from "./user.js";

/** How the person authenticated, as the ID token tells it. */
export function authentication({ idToken, acrProven }: Login): Authentication {
  return present({
    acr: text(idToken, "acr"),
    acrProven,
    amr: texts(idToken, "amr"),
    time: finiteNumber(idToken, "auth_time"),
  });
}
