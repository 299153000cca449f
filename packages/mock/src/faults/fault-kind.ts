import { ENDPOINTS, type Endpoint } from "../endpoint.js";

/** Where a fault can show: in an answer, or in the logout token that the provider sends. */
export type FaultEndpoint = Endpoint | "backchannel_logout";

/** Where the provider sends a signed token: the ID token, userinfo as a JWT, the logout token. */
export type TokenEndpoint = "token" | "userinfo" | "backchannel_logout";

/** How often a fault happens, and to whom. */
export interface FaultScope {
  /** How many answers are false. Default 1, the next one; `unlimited` until {@link MockProvider.reset}. */
  readonly times?: number | "unlimited";
  /** Only answers to this client, by its id. */
  readonly client?: string;
  /** Only answers about this person, by the id of the persona or by e-mail. */
  readonly person?: string;
}

/** A setting that belongs to one fault. Without default it must be given. */
export type Setting =
  | { readonly type: "text"; readonly default?: string; readonly values?: () => readonly string[] }
  | {
      readonly type: "number";
      readonly minimum: number;
      readonly maximum: number;
      readonly default?: number;
    };

/** Claims of a token, or of userinfo in JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** What there is to say about a fault. */
export interface FaultKind {
  /** One line, for lists. */
  readonly description: string;
  /**
   * Where it can show: in signed tokens (the ID token if nothing is said), in answers as a whole (it must be said which), or
   * at these endpoints; nowhere where it is no matter of one endpoint.
   */
  readonly at: "tokens" | "answers" | readonly FaultEndpoint[];
  /** The first one stands after `=` on the command line, unless the endpoint must be said. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Which of these can be given. Default: all. */
  readonly scope?: readonly (keyof FaultScope)[];
  /** The claim, or the parameter of the response, without which there is nothing to falsify. */
  readonly changes?: string;
  /** What it makes of claims, with its settings. */
  readonly claims?: (claims: Claims, settings: Readonly<Record<string, unknown>>) => Claims;
  /** What it makes of the parameters of an authorization response. */
  readonly redirect?: (parameters: URLSearchParams) => void;
}

const TOKENS: readonly TokenEndpoint[] = ["token", "userinfo", "backchannel_logout"];

export function endpointsOf({ at }: FaultKind): readonly FaultEndpoint[] {
  return at === "tokens" ? TOKENS : at === "answers" ? ENDPOINTS : at;
}

/** Where a fault shows when nothing is said; undefined when it must be. */
export function defaultEndpointOf(kind: FaultKind): FaultEndpoint | undefined {
  return kind.at === "answers" ? undefined : endpointsOf(kind)[0];
}

export function scopeOf({ scope = ["times", "client", "person"] }: FaultKind): readonly (keyof FaultScope)[] {
  return scope;
}

/** The names of all that can be said about a fault. */
export function settingsOf(kind: FaultKind): string[] {
  const endpoint = endpointsOf(kind).length > 1 ? ["endpoint"] : [];
  return [...Object.keys(kind.settings ?? {}), ...endpoint, ...scopeOf(kind)];
}

/** The setting that stands after `=` on the command line. */
export function mainSettingOf(kind: FaultKind): string | undefined {
  const [own] = Object.keys(kind.settings ?? {});
  const hasChoice = endpointsOf(kind).length > 1;
  return kind.at === "answers" ? "endpoint" : (own ?? (hasChoice ? "endpoint" : undefined));
}
