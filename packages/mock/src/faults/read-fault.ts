import { MockOptionsError } from "../options-error.js";
import { faultCatalogue, findFaultKind } from "./fault-catalogue.js";
import {
  defaultEndpointOf,
  endpointsOf,
  settingsOf,
  type FaultEndpoint,
  type FaultKind,
  type Setting,
} from "./fault-kind.js";
import type { Fault } from "./fault.js";

/** Whom a fault can be about. */
export interface KnownParties {
  readonly clients: readonly string[];
  /** Ids of the personas; an e-mail address may be of a person made up later. */
  readonly people: readonly string[];
}

/** The claims that are the ID token's own; userinfo has all others. */
const ID_TOKEN_CLAIMS = new Set(["iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash"]);
/** Endpoints that are asked without saying by whom or for whom. */
const ANONYMOUS = new Set<FaultEndpoint>(["discovery", "jwks", "interaction"]);

/**
 * Checks a fault as it was asked for, and completes it.
 *
 * @throws MockOptionsError that says what there is instead
 */
export function readFault(name: unknown, settings: unknown, known: KnownParties): Fault {
  const kind = typeof name === "string" ? findFaultKind(name) : undefined;
  if (kind === undefined) {
    throw new MockOptionsError(
      `Unknown fault ${show(name)}. Known faults: ${Object.keys(faultCatalogue).join(", ")}.`,
    );
  }
  const fault = `The fault ${String(name)}`;
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw new MockOptionsError(`${fault} takes its settings as an object, not ${show(settings)}.`);
  }
  const given = settings as Readonly<Record<string, unknown>>;
  refuseUnknown(fault, kind, given);

  const own = Object.entries(kind.settings ?? {}).map(([setting, rule]) => [
    setting,
    readSetting(`${fault}: ${setting}`, rule, given[setting]),
  ]);
  const endpoint = readEndpoint(fault, kind, given);
  const complete = {
    name,
    ...(endpoint !== undefined && { endpoint }),
    ...Object.fromEntries(own),
    times: readTimes(fault, given["times"]),
    ...readParty(fault, "client", given["client"], known.clients),
    ...readParty(fault, "person", given["person"], known.people),
  } as Fault;
  if (
    endpoint !== undefined &&
    ANONYMOUS.has(endpoint) &&
    (complete.client ?? complete.person) !== undefined
  ) {
    throw new MockOptionsError(`${fault}: a request to ${endpoint} names neither a client nor a person.`);
  }
  return complete;
}

function refuseUnknown(fault: string, kind: FaultKind, given: object): void {
  const names = settingsOf(kind);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new MockOptionsError(
    `${fault} has no setting ${show(unknown)}. Known settings: ${names.join(", ")}.`,
  );
}

function readEndpoint(
  fault: string,
  kind: FaultKind,
  given: Readonly<Record<string, unknown>>,
): FaultEndpoint | undefined {
  const { endpoint, claim } = given;
  const endpoints = endpointsOf(kind);
  const defaultEndpoint = defaultEndpointOf(kind);
  if (endpoints.length === 0) return undefined;
  const found = endpoints.find((one) => one === endpoint);
  if (found !== undefined) return found;
  if (endpoint === undefined && defaultEndpoint !== undefined) {
    const inUserinfo = typeof claim === "string" && !ID_TOKEN_CLAIMS.has(claim);
    return inUserinfo ? "userinfo" : defaultEndpoint;
  }
  throw new MockOptionsError(
    `${fault}: endpoint must be one of ${endpoints.join(", ")}${endpoint === undefined ? "" : `, not ${show(endpoint)}`}.`,
  );
}

function readSetting(what: string, rule: Setting, value: unknown = rule.default): string | number {
  if (rule.type === "text") {
    if (rule.values !== undefined) return readChoice(what, rule.values(), value);
    if (typeof value === "string" && value !== "") return value;
    throw new MockOptionsError(`${what} must be a text${value === undefined ? "" : `, not ${show(value)}`}.`);
  }
  const { minimum, maximum } = rule;
  if (typeof value === "number" && value >= minimum && value <= maximum) return value;
  throw new MockOptionsError(
    `${what} must be a number from ${minimum} to ${maximum}${value === undefined ? "" : `, not ${show(value)}`}.`,
  );
}

function readChoice(what: string, values: readonly string[], value: unknown): string {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw new MockOptionsError(`${what} must be one of ${values.join(", ")}, not ${show(value)}.`);
}

function readTimes(fault: string, value: unknown = 1): Fault["times"] {
  if (value === "unlimited") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw new MockOptionsError(
    `${fault}: times must be a whole number above 0, or "unlimited", not ${show(value)}.`,
  );
}

function readParty(
  fault: string,
  party: "client" | "person",
  value: unknown,
  known: readonly string[],
): object {
  if (value === undefined) return {};
  const isAddress = party === "person" && typeof value === "string" && value.includes("@");
  if (isAddress || known.some((one) => one === value)) return { [party]: value };
  const all = party === "person" ? "people" : "clients";
  throw new MockOptionsError(`${fault}: unknown ${party} ${show(value)}. Known ${all}: ${known.join(", ")}.`);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
