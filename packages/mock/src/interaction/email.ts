import { emailPage } from "../pages/email-page.js";
import type { Answer, InteractionContext } from "./context.js";
import { proceed } from "./proceed.js";

export function showEmail(context: InteractionContext): Answer {
  return emailAnswer(context, { email: context.attempt.email });
}

export function submitEmail(context: InteractionContext): Answer {
  const email = (context.form.get("login") ?? "").trim().toLowerCase();
  context.remember({ email });
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    return emailAnswer(context, {
      email,
      error: "Saisissez une adresse e-mail complète, par exemple\u202F: nom@domaine.example.",
    });
  }
  if (context.state.people.byEmail(email) === undefined) {
    return emailAnswer(context, {
      email,
      error: "Aucun compte n’existe avec cette adresse. Choisissez une personne dans la liste ci-dessous.",
    });
  }
  return { location: context.path("password") };
}

/** Goes on as if the person's e-mail and password had been typed. */
export function submitPersona(context: InteractionContext): Answer {
  const person = context.state.people.byId(context.form.get("persona") ?? "");
  if (person === undefined) return { location: context.path("email") };
  return proceed({ ...context, signedIn: context.signIn(person) });
}

function emailAnswer(
  { service, state, path }: InteractionContext,
  { email, error }: { email?: string | undefined; error?: string },
): Answer {
  const page = emailPage({
    service,
    personas: state.people.all,
    email,
    error,
    action: path("email"),
    personaAction: path("persona"),
    abortHref: path("abort"),
  });
  return { page, status: error === undefined ? 200 : 422 };
}
