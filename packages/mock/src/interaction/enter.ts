import type { Person } from "../people/people.js";
import type { Answer, InteractionContext } from "./context.js";
import { abort, blockedAnswer } from "./failure.js";
import { proceed } from "./proceed.js";

/** What follows once a person has proved who they are: the rest of the login, unless their account refuses it. */
export function enter(context: InteractionContext, person: Person): Answer {
  if (person.refusal === "gives-up") return abort();
  if (person.refusal === "blocked") return blockedAnswer(context, person);
  return proceed({ ...context, current: context.openSession(person) });
}
