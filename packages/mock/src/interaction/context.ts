import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { InteractionResults } from "oidc-provider";
import type { MockClient } from "../client.js";
import type { Page } from "../pages/page.js";
import type { Texts } from "../pages/texts/texts.js";
import type { Person } from "../people/people.js";
import type { LoginProgress } from "../state/login-progress.js";
import type { ProviderSession } from "../state/provider-sessions.js";
import { closeSession, type ProviderState } from "../state/provider-state.js";
import { textParameter, type CurrentSession, type Login, type LoginRules } from "./login-rules.js";

/** The pages of an interaction, by the last part of their path. */
export type Step =
  | "email"
  | "persona"
  | "newcomer"
  | "password"
  | "second-factor"
  | "organization"
  | "identity"
  | "userinfo"
  | "continue"
  | "abort"
  | "error";

/** What a page of the provider knows of the login it belongs to. */
export interface InteractionContext extends Login {
  readonly rules: LoginRules;
  readonly state: ProviderState;
  /** What the pages say, in the language of the browser. */
  readonly texts: Texts;
  /** How the relying party is called on the pages. */
  readonly service: string;
  /** Whom it lets in. */
  readonly admits: MockClient["admits"];
  readonly progress: LoginProgress;
  /** No page is shown where a hint says enough. */
  readonly autoContinue: boolean;
  /** What was posted. */
  readonly form: URLSearchParams;
  /** Address of another page of the same interaction. */
  readonly path: (step: Step) => string;
  readonly remember: (progress: LoginProgress) => void;
  /** Opens a session for the person. The organisation chosen before is forgotten, in every browser. */
  readonly openSession: (person: Person) => CurrentSession;
  /** Closes the provider's own session in this browser. */
  readonly closeSession: () => void;
}

/** What a page answers with. */
export type Answer =
  | { readonly page: Page; readonly status?: number }
  | { readonly location: string }
  | { readonly result: InteractionResults };

/** The answer to one method on one page. */
export type Handler = (context: InteractionContext) => Answer;

export interface ContextSource {
  readonly rules: LoginRules;
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
  const { rules, state, provider, request, response, form, texts, autoContinue } = source;
  const { uid, prompt, params } = await provider.interactionDetails(request, response);
  const client = await provider.Client.find(String(params.client_id));
  const progress = state.progress.get(uid) ?? {};
  const remember = (next: LoginProgress): void => state.progress.set(uid, next, rules.lifetimes.interaction);

  return {
    rules,
    state,
    prompt,
    params,
    form,
    autoContinue,
    texts,
    service: textParameter(params, "sp_name") ?? client?.clientName ?? String(params.client_id),
    admits: client?.["admits"] as MockClient["admits"],
    progress,
    remember,
    current: withPerson(state, progress.session ?? state.sessions.current(request)),
    path: (step) => `/interaction/${uid}/${step}`,
    openSession(person) {
      state.people.forgetOrganization(person.sub);
      const openedAt = Math.floor(Date.now() / 1000);
      const twoFactors = person.assurance?.secondFactor === "always";
      const { siretHint } = state.sessions.current(request) ?? {};
      const session: ProviderSession = { sub: person.sub, openedAt, twoFactors, siretHint };
      state.sessions.open(response, session);
      remember({ ...progress, session });
      return { person, session };
    },
    closeSession: () => closeSession(state, request, response),
  };
}

function withPerson(state: ProviderState, session: ProviderSession | undefined): CurrentSession | undefined {
  const person = session && state.people.bySub(session.sub);
  return session && person && { person, session };
}
