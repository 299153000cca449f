import type { Person } from "../people/people.js";
import type { Answer, InteractionContext } from "./context.js";
import { continueLogin } from "./continue-login.js";
import { refuse } from "./failure.js";

/** What follows once a person has proved who they are: the rest of the login, unless their account refuses it. */
export function acceptPerson(context: InteractionContext, person: Person): Answer {
  if (person.refusal !== undefined) return refuse(context, person.refusal, person);
  return continueLogin({ ...context, current: context.openSession(person) });
}
