import type { FaultEndpoint, FaultName } from "./fault.js";

/** A setting that belongs to one fault. Without default it must be given. */
export type Setting =
  | { readonly type: "text"; readonly default?: string }
  | {
      readonly type: "number";
      readonly minimum: number;
      readonly maximum: number;
      readonly default?: number;
    };

/** What can be said about a fault. */
export interface FaultKind {
  /** One line, for lists. */
  readonly description: string;
  /** Where it can show. Empty where there is nothing to choose: it is no matter of one endpoint. */
  readonly endpoints: readonly FaultEndpoint[];
  /** Where it shows when nothing is said; undefined when it must be. */
  readonly defaultEndpoint?: FaultEndpoint;
  readonly settings?: Readonly<Record<string, Setting>>;
  /** The setting that stands after `=` on the command line. */
  readonly value?: string;
  /** Which of `times`, `client` and `person` can be given. */
  readonly scope: readonly ("times" | "client" | "person")[];
}

const TOKENS: readonly FaultEndpoint[] = ["token", "userinfo", "backchannel_logout"];
const ANSWERS: readonly FaultEndpoint[] = [
  "discovery",
  "jwks",
  "authorization",
  "interaction",
  "pushed_authorization_request",
  "token",
  "userinfo",
  "introspection",
  "end_session",
];
const SCOPE = ["times", "client", "person"] as const;

/** A fault of a signed token. */
function token(description: string, more: Partial<FaultKind> = {}): FaultKind {
  return {
    description,
    endpoints: TOKENS,
    defaultEndpoint: "token",
    value: "endpoint",
    scope: SCOPE,
    ...more,
  };
}

/** A fault of an answer as a whole. */
function answer(description: string, settings?: FaultKind["settings"]): FaultKind {
  return { description, endpoints: ANSWERS, value: "endpoint", scope: SCOPE, ...(settings && { settings }) };
}

/** A fault that shows at one place. */
function only(endpoint: FaultEndpoint, description: string, more: Partial<FaultKind> = {}): FaultKind {
  return { description, endpoints: [endpoint], defaultEndpoint: endpoint, scope: SCOPE, ...more };
}

/** Every fault. */
export const faultCatalogue: Readonly<Record<FaultName, FaultKind>> = {
  wrong_signature: token("the signature is not of the key that the header names"),
  unknown_key: token("signed with a key that is not published"),
  key_rotation: only("token", "all keys are replaced just before the token request", { scope: ["times"] }),
  wrong_iss: token("another iss", { endpoints: [...TOKENS, "authorization", "discovery"] }),
  wrong_aud: token("another aud"),
  wrong_nonce: token("another nonce", { endpoints: ["token", "backchannel_logout"] }),
  wrong_sub: token("another sub"),
  expired: token("exp was an hour ago"),
  iat_in_future: token("iat and exp are a day late"),
  missing_claim: {
    ...token("a claim is left out"),
    settings: { claim: { type: "text" } },
    value: "claim",
  },
  malformed_siret: only("userinfo", "a siret that is none", {
    settings: { siret: { type: "text", default: "2199000160001" } },
    value: "siret",
  }),
  lower_acr: only("token", "an acr lower than the one asked for", {
    settings: { acr: { type: "text", default: "eidas0" } },
    value: "acr",
  }),
  access_denied: only("authorization", "the request is answered by error=access_denied"),
  wrong_state: only("authorization", "another state in the authorization response"),
  slow_answer: answer("the answer comes late", {
    seconds: { type: "number", minimum: 0, maximum: 3600, default: 5 },
  }),
  no_answer: answer("the connection stays open and nothing comes"),
  http_error: answer("an HTTP error", {
    status: { type: "number", minimum: 400, maximum: 599, default: 500 },
  }),
  huge_answer: answer("an answer without end", {
    megabytes: { type: "number", minimum: 1, maximum: 1000, default: 10 },
  }),
  invalid_answer: answer("an answer that breaks off in the middle of its JSON"),
  clock_shift: {
    ...token("the provider’s clock is ahead, or behind if negative"),
    settings: { seconds: { type: "number", minimum: -31_536_000, maximum: 31_536_000 } },
    value: "seconds",
  },
  down: {
    description: "every connection is cut from now on",
    endpoints: [],
    settings: { seconds: { type: "number", minimum: 0, maximum: 3600 } },
    value: "seconds",
    scope: [],
  },
  replayed_logout_token: only("backchannel_logout", "the logout token is sent twice"),
};

export function findFaultKind(name: string): FaultKind | undefined {
  return Object.hasOwn(faultCatalogue, name) ? faultCatalogue[name as FaultName] : undefined;
}
