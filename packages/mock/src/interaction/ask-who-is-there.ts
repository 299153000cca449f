import { acceptPerson } from "./accept-person.js";
import type { Answer, InteractionContext } from "./context.js";

/** The e-mail page; a hint that is a person's address stands for what one would type there. */
export function askWhoIsThere(context: InteractionContext, hint: string | undefined): Answer {
  const { state, path, remember, autoContinue } = context;
  if (hint === undefined) return { location: path("email") };
  remember({ email: hint });
  const person = state.people.byEmail(hint);
  if (person !== undefined && autoContinue) return acceptPerson(context, person);
  return { location: path(person === undefined ? "email" : "password") };
}
