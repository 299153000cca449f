import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { InteractionResults } from "oidc-provider";
import type { Page } from "../pages/page.js";
import type { Texts } from "../pages/texts/texts.js";
import type { Person } from "../people/people.js";
import type { SignIn } from "../people/sign-ins.js";
import type { ProviderState } from "../provider-state.js";
import type { ProviderBehavior } from "../provider/behavior.js";
import { endSignIn } from "../provider/provider-pages.js";
import type { Attempt } from "./attempt.js";

/** The pages of an interaction, by the last part of their path. */
export type Step =
  | "email"
  | "persona"
  | "newcomer"
  | "password"
  | "organization"
  | "userinfo"
  | "continue"
  | "abort"
  | "error";

/** What a page of the provider knows of the login it belongs to. */
export interface InteractionContext {
  readonly behavior: ProviderBehavior;
  readonly state: ProviderState;
  /** What made oidc-provider ask for the interaction. */
  readonly prompt: { readonly name: string; readonly reasons: readonly string[]; readonly details: Details };
  /** The parameters of the authorization request. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What the pages say, in the language of the browser. */
  readonly texts: Texts;
  /** How the relying party is called on the pages. */
  readonly service: string;
  readonly attempt: Attempt;
  /** No page is shown where a hint says enough. */
  readonly autoContinue: boolean;
  /** Who is signed in at the provider: in this login, else in this browser. */
  readonly signedIn: SignedIn | undefined;
  /** What was posted. */
  readonly form: URLSearchParams;
  /** Address of another page of the same interaction. */
  readonly path: (step: Step) => string;
  readonly remember: (attempt: Attempt) => void;
  /** Makes the person the one signed in. The organisation chosen before is forgotten, in every browser. */
  readonly signIn: (person: Person) => SignedIn;
  /** Ends the provider's own session in this browser. */
  readonly signOut: () => void;
}

export interface SignedIn {
  readonly person: Person;
  readonly signIn: SignIn;
}

type Details = Readonly<Record<string, unknown>>;

/** What a page answers with. */
export type Answer =
  | { readonly page: Page; readonly status?: number }
  | { readonly location: string }
  | { readonly result: InteractionResults };

/** The answer to one method on one page. */
export type Handler = (context: InteractionContext) => Answer;

export interface ContextSource {
  readonly behavior: ProviderBehavior;
  readonly state: ProviderState;
  readonly provider: Provider;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly form: URLSearchParams;
  readonly autoContinue: boolean;
  readonly texts: Texts;
}

/**
 * Gathers what the pages of an interaction need.
 *
 * @throws errors.SessionNotFound of oidc-provider when the interaction is over, or belongs to another browser
 */
export async function readContext(source: ContextSource): Promise<InteractionContext> {
  const { behavior, state, provider, request, response, form, texts, autoContinue } = source;
  const { uid, prompt, params } = await provider.interactionDetails(request, response);
  const client = await provider.Client.find(String(params.client_id));
  const attempt = state.attempts.get(uid) ?? {};
  const remember = (next: Attempt): void => state.attempts.set(uid, next, behavior.lifetimes.interaction);

  return {
    behavior,
    state,
    prompt,
    params,
    form,
    autoContinue,
    texts,
    service: textParameter(params, "sp_name") ?? client?.clientName ?? String(params.client_id),
    attempt,
    remember,
    signedIn: signedIn(state, attempt.signIn ?? state.signIns.current(request)),
    path: (step) => `/interaction/${uid}/${step}`,
    signIn(person) {
      state.people.forgetOrganization(person.sub);
      const signedInAt = Math.floor(Date.now() / 1000);
      const twoFactors = person.assurance?.secondFactor === "always";
      const signIn: SignIn = { sub: person.sub, signedInAt, twoFactors };
      state.signIns.open(response, signIn);
      remember({ ...attempt, signIn });
      return { person, signIn };
    },
    signOut: () => endSignIn(state, { req: request, res: response }),
  };
}

function signedIn(state: ProviderState, signIn: SignIn | undefined): SignedIn | undefined {
  const person = signIn && state.people.bySub(signIn.sub);
  return signIn && person && { person, signIn };
}

/** A parameter of the authorization request, when it has a text. */
export function textParameter(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
