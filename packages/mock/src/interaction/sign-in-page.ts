import type { Answer, InteractionContext } from "./context.js";

/** The e-mail page; a hint that is somebody's address stands for what one would type there. */
export function signInPage({ state, path, remember }: InteractionContext, hint: string | undefined): Answer {
  if (hint === undefined) return { location: path("email") };
  remember({ email: hint });
  return { location: path(state.people.byEmail(hint) === undefined ? "email" : "password") };
}
