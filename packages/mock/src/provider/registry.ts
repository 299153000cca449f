import type { SimulatedProvider } from "../options.js";
import type { ProviderBehavior } from "./behavior.js";
import { franceconnectPlus } from "./franceconnect-plus/franceconnect-plus.js";
import { franceconnect } from "./franceconnect/franceconnect.js";
import { moncomptepro } from "./moncomptepro/moncomptepro.js";
import { proSanteConnect } from "./pro-sante-connect/pro-sante-connect.js";
import { proconnect } from "./proconnect/proconnect.js";

/** The providers that can be simulated, by profile id: each is one folder, and one line here. */
export const behaviors: Readonly<Partial<Record<SimulatedProvider, ProviderBehavior>>> = {
  moncomptepro,
  proconnect,
  franceconnect,
  "franceconnect-plus": franceconnectPlus,
  "pro-sante-connect": proSanteConnect,
};

/** Simulated when nothing is said. */
export const DEFAULT_PROVIDER: SimulatedProvider = "moncomptepro";

export function findBehavior(provider: string): ProviderBehavior | undefined {
  return Object.hasOwn(behaviors, provider) ? behaviors[provider as SimulatedProvider] : undefined;
}
