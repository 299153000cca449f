import type { Person } from "../people/people.js";
import type { Failure } from "../state/login-progress.js";
import type { Assurance, ProviderSession } from "../state/provider-sessions.js";

/** A person, and the session in which the provider knows them. */
export interface CurrentSession {
  readonly person: Person;
  readonly session: ProviderSession;
}

/** A login on its way, as a provider sees it when it decides what comes next. */
export interface Login {
  /** What made oidc-provider ask for the interaction. */
  readonly prompt: { readonly name: string; readonly reasons: readonly string[]; readonly details: Details };
  /** The parameters of the authorization request. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The session of this login, else of this browser. */
  readonly current: CurrentSession | undefined;
}

type Details = Readonly<Record<string, unknown>>;

/** What a provider decides; the pages carry it out. */
export type Decision = StepDecision | FailureDecision;

/** The login goes on. */
interface StepDecision {
  readonly step: "email" | "organization" | "userinfo" | "continue";
  /** With `email`: the address that the application expects, which stands for what one would type there. */
  readonly hint?: string | undefined;
  /** The provider's own session in this browser is closed first. */
  readonly signOut?: true;
}

/** The login ends. */
export interface FailureDecision {
  readonly failure: Failure;
  /** A page says so first, and the application learns it only if the person goes on. */
  readonly shownOnPage: boolean;
  /** What that page says where it isn't status 400 and the error itself. */
  readonly page?: { readonly status: number; readonly code: string };
  /** The provider's own session in this browser ends, too. */
  readonly endsSession?: true;
}

/** Why a person who has proved who they are does not get in: see {@link Persona.refusal} and {@link MockClient.admits}. */
export type RefusalReason = NonNullable<Person["refusal"]> | "not-admitted";

/** What a login asks of the provider beyond a mere identity. */
export interface AssuranceRequest {
  /** The levels of an essential `acr` claim; undefined when none was asked for. */
  readonly essential?: readonly string[] | undefined;
  /** The `acr_values` parameter. */
  readonly acrValues?: string | undefined;
}

/** What a provider asks of a person for the level of a request. */
interface LevelQuestions {
  /** A second factor, which this session has not seen yet. Who has none is offered to set one up. */
  secondFactor(session: ProviderSession, request: AssuranceRequest): boolean;
  /** A verified identity, which the person does not have yet. */
  identity(person: Person, request: AssuranceRequest): boolean;
  /** An organisation, chosen on the page even where the person has one only. */
  organization(request: AssuranceRequest): boolean;
}

/** What the pages of a login ask of the provider that is simulated. They know nothing else of it. */
export interface LoginRules {
  /** In seconds. */
  readonly lifetimes: { readonly interaction: number };
  /** The `sub` that relying parties receive, from that of the persona. */
  readonly subject: { of(sub: string): string };
  /** What `siret_hint` does: only that organisation will do, or it is chosen if it is one of the person's. */
  readonly siretHint: "binding" | "suggestion";
  /** What `auth_time` tells: when the person logged in, or when the provider last answered a request. */
  readonly authTime: "login" | "answer";
  /** What the provider asks on pages of its own for a level; nothing without it. */
  readonly asksForLevel?: LevelQuestions;
  /** How a login begins, from what oidc-provider asks for. */
  start(login: Login): Decision;
  /** How the person authenticates to meet the request; undefined when they cannot. */
  assurance(person: Person, session: ProviderSession, request: AssuranceRequest): Assurance | undefined;
  /** What becomes of a login that is refused. */
  readonly refusals: Readonly<Record<RefusalReason, FailureDecision>>;
  /** What becomes of a login whose request the person cannot meet. */
  readonly unreachableAssurance: FailureDecision;
}

/** A parameter of the authorization request, when it has a text. */
export function textParameter(params: Login["params"], name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
