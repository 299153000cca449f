import type { SimulatedProvider } from "../options.js";
import type { ProviderBehavior } from "./behavior.js";
import { moncomptepro } from "./moncomptepro.js";
import { proconnect } from "./proconnect.js";

/** The providers that can be simulated, by profile id. */
export const behaviors: Readonly<Record<SimulatedProvider, ProviderBehavior>> = { moncomptepro, proconnect };

export function findBehavior(provider: string): ProviderBehavior | undefined {
  return Object.hasOwn(behaviors, provider) ? behaviors[provider as SimulatedProvider] : undefined;
}
