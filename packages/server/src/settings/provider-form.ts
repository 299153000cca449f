import * as v from "valibot";
import type { Profile } from "@moncomptepro/profiles";
import { text } from "./forms.js";
import { members, type Entries } from "./members.js";

const oneOf = (...values: string[]) => v.picklist(values, `must be ${values.join(" or ")}`);
const texts = (what: string) => v.array(text(`must be a list of ${what}`), `must be a list of ${what}`);
const record = (entry: v.GenericSchema, what: string) => v.record(v.string(), entry, `must be ${what}`);
const encryption = () =>
  v.optional(
    members({
      keyManagementAlgorithms: texts("algorithms"),
      contentEncryptionAlgorithms: texts("algorithms"),
      required: v.optional(v.boolean("must be true or false")),
    }),
  );
const tokenRules = () => ({ signingAlgorithms: texts("algorithms"), encryption: encryption() });
const brandTexts = () =>
  members({
    action: text("must be a text"),
    help: text("must be a text"),
    newWindow: text("must be a text"),
  });

/** What each member of a profile must be; without one of them something would go unchecked. */
const profile = (): Record<keyof Profile, Entries[string]> => ({
  id: text("must be a name"),
  brand: members({
    name: text("must be a name"),
    helpHref: text("must be an address"),
    purpose: v.optional(text("must be a sentence")),
    texts: members({ fr: brandTexts(), en: brandTexts() }),
  }),
  environments: v.pipe(
    record(
      members({ issuer: text("must be an address"), discovery: v.optional(text("must be an address")) }),
      "environments by name",
    ),
  ),
  mistakenHosts: v.optional(record(text("must be a sentence"), "sentences by host")),
  authorization: members({
    defaultScope: text("must be scopes, separated by spaces"),
    scopeWithoutOrganization: v.optional(text("must be scopes, separated by spaces")),
    parameters: texts("parameters"),
    prompts: texts("prompts"),
    minimumLengths: v.optional(
      members({ state: v.number("must be a number"), nonce: v.number("must be a number") }),
    ),
  }),
  pkce: oneOf("required", "optional", "forbidden"),
  clientAuthentication: texts("methods"),
  idToken: members(tokenRules()),
  userinfo: members({
    ...tokenRules(),
    formats: v.array(oneOf("json", "jwt"), "must be a list of json and jwt"),
  }),
  acr: members({
    values: texts("levels"),
    comparison: oneOf("exact", "ordered"),
    provenBy: oneOf("essential-claim", "acr_values"),
    multiFactor: texts("levels"),
    forgeable: texts("levels"),
    certifiedOfficer: v.optional(texts("levels")),
    ofOrganization: v.optional(texts("levels")),
    onlyWith: v.optional(record(texts("levels"), "lists of levels by level")),
    always: v.optional(texts("levels")),
    refused: v.optional(texts("levels")),
    absent: v.optional(text("must be a level")),
  }),
  recency: oneOf("auth_time", "max_age", "unprovable"),
  logout: members({ idTokenHint: oneOf("required", "recommended", "unused") }),
  organizationChange: v.optional(oneOf("select_organization", "sign-in-again")),
  access: v.optional(v.record(v.string(), v.unknown(), "must be an object")),
  introspection: v.optional(oneOf("jwt", "json")),
  refusals: v.optional(
    v.array(
      members({
        error: text("must be an error code"),
        description: text("must be a text"),
        means: oneOf("level", "person"),
      }),
      "must be a list of refusals",
    ),
  ),
  endedSession: v.optional(
    members({ status: v.number("must be an HTTP status"), error: text("must be an error code") }),
  ),
  refreshToken: v.boolean("must be true or false"),
  scopes: record(texts("claims"), "lists of claims by scope"),
  mandatoryClaims: texts("claims"),
  productionNotice: v.optional(text("must be a sentence")),
  toUser: v.function("must be a function"),
});

/** The setting `provider`: the name of a profile, which is looked up elsewhere, or a profile of the application's own. */
export const providerForm = (): v.GenericSchema<unknown, string | Profile> => {
  const own = members<Profile>(profile());
  const name = text("must be the name of a provider, or a profile");
  return v.lazy((value) => (typeof value === "object" && value !== null ? own : name)) as v.GenericSchema<
    unknown,
    string | Profile
  >;
};
