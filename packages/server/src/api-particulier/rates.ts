import { apiParticulier } from "@moncomptepro/profiles";
import { BoundedMap } from "../memory/bounded-map.js";
import { CallRate } from "./call-rate.js";

const rates = new BoundedMap<CallRate>({ entries: 20 });

/** The rate of all clients of this process that call one address: the API counts their calls together. */
export function rateOf(baseUrl: string): CallRate {
  const known = rates.get(baseUrl);
  if (known) return known;
  const rate = new CallRate(apiParticulier.callsPerSecond);
  rates.set(baseUrl, rate);
  return rate;
}
