import { isSameIssuer } from "./same-issuer.js";
import type { ClientScope } from "./sealing/client-scope.js";
import { belongsTo } from "./session/belongs-to.js";
import type { Settings } from "./settings/settings.js";

/** What there is once for each provider of the application. */
export interface OneOfEach<C> {
  readonly settings: Settings;
  readonly scope: ClientScope;
  /** All of them, this one included. The first one is meant where nothing names a provider. */
  readonly each: readonly [C, ...C[]];
}

/** Makes one for each provider. @returns the first one */
export function forEach<C extends OneOfEach<C>, S>(
  [one, ...others]: readonly [S, ...S[]],
  make: (from: S) => Omit<C, "each">,
): C {
  const each: C[] = [];
  for (const from of [one, ...others]) each.push({ ...make(from), each } as unknown as C);
  return each[0] as C;
}

/** The one of a provider; undefined when the application has no provider of this name. */
export function ofProvider<C extends OneOfEach<C>>(id: string, { each }: OneOfEach<C>): C | undefined {
  return each.find(({ settings }) => settings.profile.id === id);
}

/**
 * The one of the provider that has this issuer, as far as the settings know: the discovery document may add or drop a
 * final slash.
 */
export function ofIssuer<C extends OneOfEach<C>>(issuer: string, { each }: OneOfEach<C>): C | undefined {
  return each.find(({ settings }) => isSameIssuer(settings.issuer, issuer));
}

/**
 * The one whose provider made a session.
 *
 * @returns undefined for a session of the application's own login
 */
export function ofSession<C extends OneOfEach<C>>(
  session: { readonly client: ClientScope },
  { each }: OneOfEach<C>,
): C | undefined {
  return each.find(({ scope }) => belongsTo(session, scope));
}
