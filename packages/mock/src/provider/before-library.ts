import type { KoaContextWithOIDC } from "oidc-provider";
import type { ProviderState } from "../state/provider-state.js";
import type { ProviderBehavior } from "./behavior.js";
import { showRefusal } from "./provider-pages.js";

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/** Lets the provider see each request before oidc-provider does. */
export function beforeLibrary({ before }: ProviderBehavior, state: ProviderState): Middleware {
  return async (context, next) => {
    const refusal = await before?.(context, state);
    if (refusal === undefined) await next();
    else showRefusal(context, refusal);
  };
}
