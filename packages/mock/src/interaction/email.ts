import { emailPage } from "../pages/email-page.js";
import type { NewcomerForm } from "../pages/newcomer-form.js";
import { normalizeEmail } from "../people/made-up.js";
import { acceptPerson } from "./accept-person.js";
import type { Answer, InteractionContext } from "./context.js";

export function showEmail(context: InteractionContext): Answer {
  return emailAnswer(context, { email: context.progress.email });
}

export function submitEmail(context: InteractionContext): Answer {
  const { state, form, texts, path, remember } = context;
  const typed = (form.get("login") ?? "").trim().toLowerCase();
  remember({ email: typed });
  const email = normalizeEmail(typed);
  if (email === undefined) return emailAnswer(context, { email: typed, error: texts.email.invalid });
  if (state.people.byEmail(email) !== undefined) return { location: path("password") };
  // An unknown person can be made up: the address is there already.
  return emailAnswer(context, { email, error: texts.email.unknown, newcomer: { email, siret: "" } });
}

/** Goes on as if the person's e-mail and password had been typed. */
export function submitPersona(context: InteractionContext): Answer {
  const person = context.state.people.byId(context.form.get("persona") ?? "");
  return person === undefined ? { location: context.path("email") } : acceptPerson(context, person);
}

/** What the page shows beyond its empty forms. */
interface Shown {
  readonly email?: string | undefined;
  readonly error?: string;
  readonly newcomer?: NewcomerForm;
}

export function emailAnswer({ service, state, path, texts }: InteractionContext, shown: Shown): Answer {
  const { email, error, newcomer = { email: "", siret: "" } } = shown;
  const page = emailPage(texts, {
    service,
    personas: state.people.all,
    email,
    error,
    newcomer,
    action: path("email"),
    personaAction: path("persona"),
    newcomerAction: path("newcomer"),
    abortHref: path("abort"),
  });
  return { page, status: page.hasErrors ? 422 : 200 };
}
