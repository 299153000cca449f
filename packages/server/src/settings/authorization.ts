import * as v from "valibot";
import { isSiret, withoutSpaces, type Profile } from "@moncomptepro/profiles";
import type { Authorization } from "../hooks/hooks.js";
import { list, text } from "./forms.js";
import { members } from "./members.js";
import type { Problem } from "./problem.js";
import { opens, scopesOf } from "./scopes.js";

const ONE_OF = "must be a function, or an object with sirets, emailDomains or roles";
const SIRETS = "must be a list of SIRETs: 14 digits with a valid checksum";
const DOMAINS = 'must be a list of domains, for example ["mairie.example"]';
const ROLES = 'must be a list of roles, for example ["agent_public"]';

const siret = v.pipe(v.string(SIRETS), v.transform(withoutSpaces), v.check(isSiret, SIRETS));

const domain = v.pipe(
  text(DOMAINS),
  v.check((value) => !value.includes("@"), "must hold domains without an @, for example mairie.example"),
  v.check((value) => !value.includes("*"), "must name each domain: wildcards (*) are not accepted"),
  v.regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u, DOMAINS),
  v.toLowerCase(),
);

/** The setting `authorize`: a function, or at least one list of whom to let in. */
export const authorization = (): v.GenericSchema<unknown, Authorization> => {
  const lists = v.pipe(
    members<object>({
      sirets: v.exactOptional(list(siret, SIRETS)),
      emailDomains: v.exactOptional(list(domain, DOMAINS)),
      roles: v.exactOptional(list(text(ROLES), ROLES)),
    }),
    v.check((value) => Object.keys(value).length > 0, ONE_OF),
  );
  const other = v.function(ONE_OF);
  return v.lazy((value) => (isObject(value) ? lists : other)) as v.GenericSchema<unknown, Authorization>;
};

/** An object whose members are inherited too: what is wrong with it is told as of one. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The claim that each list is compared with. */
const CLAIMS = { sirets: "siret", emailDomains: "email", roles: "roles" } as const;

/** A list lets no person in when the scope does not open its claim, or the provider gives none. */
export function checkLists(
  authorize: Authorization | undefined,
  scope: string,
  { id, scopes }: Profile,
  problems: Problem[],
): void {
  if (typeof authorize !== "object") return;
  for (const [name, claim] of Object.entries(CLAIMS)) {
    if (!Object.hasOwn(authorize, name) || opens(scope, claim, scopes)) continue;
    const opening = scopesOf(claim, scopes);
    const message =
      opening.length > 0 ? `needs the scope ${opening.join(" or ")}` : `is set, but ${id} gives no ${claim}`;
    problems.push({ setting: `authorize.${name}`, message });
  }
}
