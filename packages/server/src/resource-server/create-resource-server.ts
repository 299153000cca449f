import * as v from "valibot";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { isBearerToken } from "../http/bearer-token.js";
import { withDeadline } from "../provider/deadline.js";
import { list, text } from "../settings/forms.js";
import { checkMembers } from "../settings/members.js";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { SettingsError } from "../settings/settings-error.js";
import { providerOf } from "../verify/provider-of.js";
import { introspect, type Introspection } from "./introspect.js";

/** Which access tokens an API accepts. */
export interface ResourceServerOptions extends Omit<ProviderOptions, "scope" | "requireOrganization"> {
  /** Client ids of the applications whose tokens are accepted. The provider says that any of its tokens is good. */
  readonly clients: readonly string[];
  /** Scopes that a token must have, all of them. Default: none. */
  readonly scopes?: readonly string[];
}

/** Whose request it is, by a token that the provider says to be good now. */
export interface VerifiedAccessToken {
  /** The person, as the application knows them at this provider. */
  readonly sub: string;
  /** Issuer of the provider. */
  readonly issuer: string;
  /** The application that the person logged in to. */
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch, where the provider says so. */
  readonly expiresAt?: number;
  /** Everything that the provider said. */
  readonly claims: Introspection;
}

/** What an API asks of a token. */
export interface ResourceServer {
  /**
   * Asks the provider whether a token is good, for which application and person.
   *
   * @param token - what stands after `Bearer` in the header `Authorization`; undefined when there is none
   * @throws AuthError `token_invalid` (401) for a token that opens nothing here; `introspection_invalid`, `client_refused`, or what
   *   calling the provider throws
   */
  verifyAccessToken(this: void, token: string | undefined): Promise<VerifiedAccessToken>;
}

/**
 * An API that takes the access tokens of logins: each request asks the provider, which signs its answer (ProConnect). The client
 * id and secret are the API's own, not those of the application.
 *
 * @example
 * const { verifyAccessToken } = createResourceServer({ provider: "proconnect", clients: ["the-application"] });
 * const { sub } = await verifyAccessToken(/^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1]);
 *
 * @param options - what the environment does not say
 * @throws SettingsError with every mistake in the settings at once
 */
export function createResourceServer(given: ResourceServerOptions): ResourceServer {
  const { clients, scopes = [], ...options } = given ?? {};
  const message = "must be a list of client ids that is not empty";
  const { checked, problems } = checkMembers(
    { clients, scopes },
    { clients: list(text(message), message), scopes: v.array(text("must be scopes")) },
  );
  if (problems.length > 0) throw new SettingsError(problems);
  const provider = providerOf(options);
  if (provider.settings.profile.introspection === undefined)
    throw new SettingsError([
      {
        setting: "provider",
        message: `has no introspection for a resource server: ${provider.settings.profile.id}`,
      },
    ]);

  // The lists as they were checked: what becomes of those that were given changes nothing.
  const wanted = checked as Required<Pick<ResourceServerOptions, "clients" | "scopes">>;
  return {
    async verifyAccessToken(token) {
      if (!isBearerToken(token)) throw refusal("there is no token, or it is malformed");
      const said = await withDeadline(introspect(token, provider));
      const { issuer } = await provider.metadata();
      return accepted(said, { ...wanted, issuer });
    },
  };
}

/** What a token must be (RFC 7662 section 2.2). */
function accepted(
  claims: Introspection,
  wanted: {
    readonly clients: readonly string[];
    readonly scopes: readonly string[];
    readonly issuer: string;
  },
): VerifiedAccessToken {
  const { active, sub, client_id: clientId, scope, exp, iss = wanted.issuer, token_type: type } = claims;
  if (active !== true) throw refusal("it is not active: over, revoked, or not of this provider");
  if (iss !== wanted.issuer) throw refusal("it is of another issuer");
  if (typeof clientId !== "string" || !wanted.clients.includes(clientId))
    throw refusal("it is of an application that is not in the option clients");
  if (typeof sub !== "string" || sub === "") throw refusal("it is of no person");
  if (type !== undefined && !(typeof type === "string" && /^bearer$/i.test(type)))
    throw refusal("it is no bearer token");
  if (exp !== undefined && !(typeof exp === "number" && exp > now())) throw refusal("it has expired");
  const scopes = typeof scope === "string" ? scope.split(" ") : [];
  const missing = wanted.scopes.filter((each) => !scopes.includes(each));
  if (missing.length > 0) throw refusal(`it lacks the scopes ${missing.join(", ")}`);
  return {
    sub,
    issuer: wanted.issuer,
    clientId,
    scopes,
    ...(exp !== undefined && { expiresAt: exp }),
    claims,
  };
}

function refusal(hint: string): AuthError {
  return new AuthError("token_invalid", { hint });
}
