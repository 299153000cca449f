import { passwordPage } from "../pages/password-page.js";
import type { Person } from "../people/people.js";
import { acceptPerson } from "./accept-person.js";
import type { Answer, InteractionContext } from "./context.js";

export function showPassword(context: InteractionContext): Answer {
  const person = context.state.people.byEmail(context.progress.email ?? "");
  if (person === undefined) return { location: context.path("email") };
  return passwordAnswer(context, person);
}

export function submitPassword(context: InteractionContext): Answer {
  const person = context.state.people.byEmail(context.progress.email ?? "");
  if (person === undefined) return { location: context.path("email") };
  if (context.form.get("password")?.trim() !== person.password) {
    return passwordAnswer(context, person, context.texts.password.wrong);
  }
  return acceptPerson(context, person);
}

function passwordAnswer({ path, texts }: InteractionContext, person: Person, error?: string): Answer {
  const page = passwordPage(texts, {
    email: person.email,
    password: person.password,
    error,
    action: path("password"),
    changeEmailHref: path("email"),
  });
  return { page, status: error === undefined ? 200 : 422 };
}
