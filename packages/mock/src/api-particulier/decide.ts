import type { Provider } from "oidc-provider";
import { apiParticulier, isSiret, profiles } from "@moncomptepro/profiles";
import type { Person } from "../people/people.js";
import type { CallPath } from "./call.js";
import type { DataErrorCode } from "./catalogue.js";
import { dataOf } from "./data-of.js";
import { openedParts } from "./opened-parts.js";

/** What a request is answered: data, or an error of the catalogue. */
export type Decision = { readonly data: object } | { readonly code: DataErrorCode };

/** Whose token came, once it was looked up. */
export interface Holder {
  readonly client: string;
  readonly sub: string;
  readonly scopes: readonly string[];
}

/** FranceConnect's tokens, as oidc-provider makes them. */
const TOKEN = /^[\w-]{43}$/;

/**
 * Whose token it is, as introspection says it: it lives, and so does what the person allowed.
 *
 * @returns the code of the error when it opens nothing
 */
export async function holderOf(
  authorization: string | undefined,
  provider: Provider,
): Promise<Holder | DataErrorCode> {
  const [, token] = /^bearer (.*)$/i.exec(authorization ?? "") ?? [];
  if (token === undefined) return "51504";
  if (!TOKEN.test(token)) return "51501";
  const found = await provider.AccessToken.find(token);
  if (!found?.isValid || !found.grantId) return "51502";
  if (!(await provider.Grant.find(found.grantId))) return "51502";
  const { accountId, clientId = "", scope = "" } = found;
  return { client: clientId, sub: accountId, scopes: scope.split(" ") };
}

/** What a call is answered, once it is known whose token came. */
export function decide(
  { name, version }: CallPath,
  { scopes }: Holder,
  query: URLSearchParams,
  person: Person | undefined,
): Decision {
  const opened = new Set(scopes.flatMap((scope) => profiles.franceconnect.scopes[scope] ?? []));
  if (!apiParticulier.identity.every((claim) => opened.has(claim))) return { code: "51503" };
  const { parts, versions } = apiParticulier.calls[name];
  if (!versions.includes(version)) return { code: "00402" };
  if (!Object.values(parts).some((any) => any.some((scope) => scopes.includes(scope))))
    return { code: "00100" };
  const recipient = query.get("recipient") ?? "";
  if (recipient === "") return { code: "00203" };
  if (!isSiret(recipient)) return { code: "00210" };
  const year = query.get("campaignYear");
  if (year !== null && !/^20(2[1-9]|[3-9]\d)$/.test(year)) return { code: "00368" };
  const data = person && dataOf(name, version, person);
  return data ? { data: openedParts(name, scopes, data) } : { code: NO_FILE[name] };
}

/** No file of the person. */
const NO_FILE = {
  quotientFamilial: "23003",
  statutEtudiant: "25003",
  etudiantBoursier: "26003",
} as const;
