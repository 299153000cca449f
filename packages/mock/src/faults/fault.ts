import type { Endpoint } from "../endpoint.js";
import type { FaultCatalogue, FaultName } from "./fault-catalogue.js";
import type { FaultEndpoint, FaultScope, TokenEndpoint } from "./fault-kind.js";

export type { FaultName } from "./fault-catalogue.js";
export type { FaultEndpoint, FaultScope, TokenEndpoint } from "./fault-kind.js";

/** Every fault, with what can be said about it. Times are in seconds. */
export type FaultSettings = { readonly [N in keyof FaultCatalogue]: SettingsOf<FaultCatalogue[N]> };

type SettingsOf<K> = ScopeOf<K> &
  (K extends { readonly at: infer A } ? AtOf<A> : unknown) &
  (K extends { readonly settings: infer S } ? ValuesOf<S> : unknown);

type ScopeOf<K> = K extends { readonly scope: readonly (infer M)[] }
  ? Pick<FaultScope, Extract<M, keyof FaultScope>>
  : FaultScope;

/** The endpoint must be said of an answer, may be said of a token, and cannot where there is one only. */
type AtOf<A> = A extends "answers"
  ? { readonly endpoint: Endpoint }
  : A extends "tokens"
    ? { readonly endpoint?: TokenEndpoint }
    : A extends readonly [infer First, infer Second, ...infer Rest]
      ? { readonly endpoint?: First | Second | Rest[number] }
      : unknown;

type ValuesOf<S> = {
  readonly [P in keyof S as S[P] extends { readonly default: unknown } ? P : never]?: ValueOf<S[P]>;
} & { readonly [P in keyof S as S[P] extends { readonly default: unknown } ? never : P]: ValueOf<S[P]> };

type ValueOf<T> = T extends { readonly type: "number" } ? number : string;

/** Settings must be given where one of them has no default. */
export type FaultArguments<N extends FaultName> =
  Partial<FaultSettings[N]> extends FaultSettings[N]
    ? [settings?: FaultSettings[N]]
    : [settings: FaultSettings[N]];

type OwnSettings = Extract<FaultCatalogue[FaultName], { readonly settings: unknown }>["settings"];
type OwnSetting = OwnSettings extends infer S ? (S extends unknown ? keyof S : never) : never;

/** A fault in force, its settings complete. */
export type Fault = {
  readonly name: FaultName;
  readonly endpoint?: FaultEndpoint;
  readonly times: number | "unlimited";
  readonly client?: string;
  readonly person?: string;
} & {
  /** The settings of this one fault. */
  readonly [P in OwnSetting]?: ValueOf<Extract<OwnSettings, { readonly [Q in P]: unknown }>[P]>;
};

/** A fault, and how often it has happened: a test can tell whether it tested anything. */
export type ArmedFault = Fault & {
  /** Answers that were false so far. */
  readonly applied: number;
};
