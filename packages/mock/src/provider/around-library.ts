import type { JWK } from "jose";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Registration } from "../registration/find-mismatches.js";
import type { ProviderState } from "../state/provider-state.js";
import type { ProviderBehavior } from "./behavior.js";
import { showRefusal } from "./provider-pages.js";

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/** Lets the provider see each request before oidc-provider does, and each answer after it. */
export function aroundLibrary(
  { before, after }: ProviderBehavior,
  state: ProviderState,
  registration: Registration,
  keys: readonly JWK[],
): Middleware {
  return async (context, next) => {
    const refusal = await before?.(context, state);
    if (refusal !== undefined) return showRefusal(context, registration, refusal);
    await next();
    const afterthought = await after?.(context, keys);
    if (afterthought !== undefined) showRefusal(context, registration, afterthought);
    return undefined;
  };
}
