import { DATA_ERROR_CODES } from "../api-particulier/catalogue.js";
import { type Claims, type FaultKind } from "./fault-kind.js";

const OTHER_ISSUER = "https://other.example";
const HOUR = 3600;
const DAY = 24 * HOUR;
const now = (): number => Math.floor(Date.now() / 1000);

/** What there is to say of every fault. Its types, the help of the command and the table of the README follow from it. Times are in seconds. */
const catalogue = {
  wrong_signature: { description: "the signature is not of the key that the header names", at: "tokens" },
  unknown_key: { description: "signed with a key that is not published", at: "tokens" },
  key_rotation: {
    description: "all keys are replaced just before the token request; a reset brings the first ones back",
    at: ["token"],
    scope: ["times"],
  },
  wrong_iss: {
    description: "another iss, https://other.example",
    at: ["token", "userinfo", "backchannel_logout", "authorization", "discovery"],
    claims: (claims: Claims): Claims => ({ ...claims, iss: OTHER_ISSUER }),
    redirect: (parameters: URLSearchParams): void => parameters.set("iss", OTHER_ISSUER),
  },
  wrong_aud: {
    description: "another aud, other-client",
    at: "tokens",
    claims: (claims: Claims): Claims => ({ ...claims, aud: "other-client" }),
  },
  wrong_nonce: {
    description: "another nonce, other-nonce; a logout token must have none",
    at: ["token", "backchannel_logout"],
    changes: "nonce",
    claims: (claims: Claims): Claims => ({ ...claims, nonce: "other-nonce" }),
  },
  wrong_sub: {
    description: "another sub, 999999: the ID token and userinfo speak of two people",
    at: "tokens",
    // Still a numeric string, and of no person.
    claims: (claims: Claims): Claims => ({ ...claims, sub: "999999" }),
  },
  expired: {
    description: "exp was an hour ago",
    at: "tokens",
    claims: (claims: Claims): Claims => ({ ...claims, iat: now() - 2 * HOUR, exp: now() - HOUR }),
  },
  iat_in_future: {
    description: "iat and exp are a day late",
    at: "tokens",
    claims: (claims: Claims): Claims => ({ ...claims, iat: now() + DAY, exp: now() + DAY + HOUR }),
  },
  missing_claim: {
    description: "a claim is left out",
    at: "tokens",
    settings: { claim: { type: "text" } },
    claims: (claims: Claims, { claim }: Claims): Claims =>
      Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim)),
  },
  malformed_siret: {
    description: "the siret is this, by default a digit short",
    at: ["userinfo"],
    settings: { siret: { type: "text", default: "2199000160001" } },
    changes: "siret",
    claims: (claims: Claims, { siret }: Claims): Claims => ({ ...claims, siret }),
  },
  lower_acr: {
    description: "the acr is this, lower than the one asked for",
    at: ["token"],
    settings: { acr: { type: "text", default: "eidas0" } },
    claims: (claims: Claims, { acr }: Claims): Claims => ({ ...claims, acr }),
  },
  access_denied: {
    description: "the answer is error=access_denied; for a person, once they have logged in",
    at: ["authorization"],
  },
  wrong_state: {
    description: "another state, other-state",
    at: ["authorization"],
    changes: "state",
    redirect: (parameters: URLSearchParams): void => parameters.set("state", "other-state"),
  },
  logout_without_state: {
    description: "the way back from a logout has no state",
    at: ["end_session"],
    scope: ["times"],
    changes: "state",
    redirect: (parameters: URLSearchParams): void => parameters.delete("state"),
  },
  slow_answer: {
    description: "the answer comes late",
    at: "answers",
    settings: { seconds: { type: "number", minimum: 0, maximum: 3600, default: 5 } },
  },
  no_answer: { description: "the connection stays open and nothing comes", at: "answers" },
  http_error: {
    description: "an error in JSON",
    at: "answers",
    settings: { status: { type: "number", minimum: 400, maximum: 599, default: 500 } },
  },
  huge_answer: {
    description: "JSON of megabytes",
    at: "answers",
    settings: { megabytes: { type: "number", minimum: 1, maximum: 1000, default: 10 } },
  },
  invalid_answer: { description: "200, and JSON that breaks off in the middle", at: "answers" },
  data_error: {
    description: "API Particulier answers this error of its catalogue, at FranceConnect",
    at: ["data"],
    settings: { code: { type: "text", default: "36002", values: (): readonly string[] => DATA_ERROR_CODES } },
  },
  clock_shift: {
    description: "the times in the token and the Date header are ahead, behind if negative",
    at: "tokens",
    settings: { seconds: { type: "number", minimum: -31_536_000, maximum: 31_536_000 } },
    claims: (claims: Claims, { seconds }: Claims): Claims => shifted(claims, Number(seconds)),
  },
  down: {
    description: "from now on every connection is cut, but for the control route",
    at: [],
    settings: { seconds: { type: "number", minimum: 0, maximum: 3600 } },
    scope: [],
  },
  replayed_logout_token: {
    description: "the logout token is sent a second time",
    at: ["backchannel_logout"],
  },
} as const;

function shifted(claims: Claims, seconds: number): Claims {
  const times = Object.entries(claims).filter(
    (entry): entry is [string, number] =>
      ["iat", "exp", "nbf", "auth_time"].includes(entry[0]) && typeof entry[1] === "number",
  );
  return { ...claims, ...Object.fromEntries(times.map(([name, time]) => [name, time + seconds])) };
}

export type FaultCatalogue = typeof catalogue;
/** Name of a fault of the catalogue. */
export type FaultName = keyof FaultCatalogue;

/** Every fault. */
export const faultCatalogue: Readonly<Record<FaultName, FaultKind>> = catalogue;

export function findFaultKind(name: string): FaultKind | undefined {
  return Object.hasOwn(faultCatalogue, name) ? faultCatalogue[name as FaultName] : undefined;
}

/** The faults of a kind, for example those of claims. */
export function faultsWith(isSo: (kind: FaultKind) => boolean): readonly FaultName[] {
  const all = Object.entries(faultCatalogue) as [FaultName, FaultKind][];
  return all.filter(([, kind]) => isSo(kind)).map(([name]) => name);
}
