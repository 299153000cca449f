import { normalizeEmail, normalizeSiret } from "../people/made-up.js";
import { acceptPerson } from "./accept-person.js";
import type { Answer, InteractionContext } from "./context.js";
import { emailAnswer } from "./email.js";

/** Logs in as a person made up from an e-mail address and a SIRET. */
export function submitNewcomer(context: InteractionContext): Answer {
  const { state, form, texts, progress } = context;
  const typed = { email: (form.get("email") ?? "").trim(), siret: (form.get("siret") ?? "").trim() };
  const email = normalizeEmail(typed.email);
  const siret = normalizeSiret(typed.siret);
  const owner = email === undefined ? undefined : state.people.all.find((persona) => persona.email === email);

  if (email === undefined || siret === undefined || owner !== undefined) {
    const { invalidEmail, invalidSiret, emailOf } = texts.newcomer;
    const errors = {
      email: email === undefined ? invalidEmail : owner && emailOf(`${owner.givenName} ${owner.familyName}`),
      siret: siret === undefined ? invalidSiret : undefined,
    };
    return emailAnswer(context, { email: progress.email, newcomer: { ...typed, errors } });
  }
  return acceptPerson(context, state.people.makeUp(email, siret));
}
