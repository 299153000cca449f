import type { KoaContextWithOIDC } from "oidc-provider";
import { BoundedMap } from "../bounded-map.js";
import { endpointOf } from "../endpoint.js";
import type { ClientAuthentication, RecordedRequest } from "./recorded-request.js";

/** Requests kept; the oldest go first. */
const SIZE = 1_000;

/** Parameters that open something. */
const SECRETS = new Set([
  "access_token",
  "client_assertion",
  "client_secret",
  "code",
  "code_verifier",
  "id_token_hint",
  "refresh_token",
  "token",
  "xsrf",
]);

/** What the provider was asked, oldest first. */
export class RequestLog {
  readonly #requests = new BoundedMap<RecordedRequest>({ size: SIZE });
  #count = 0;

  /** A copy: one that a test holds does not change under it. */
  get all(): readonly RecordedRequest[] {
    return this.#requests.values();
  }

  /** A middleware of oidc-provider that records what passes. */
  readonly middleware = async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const recorded = read(context);
    if (recorded !== undefined) this.add(recorded);
  };

  /** Records one that oidc-provider does not see. */
  add(recorded: RecordedRequest): void {
    this.#count += 1;
    this.#requests.set(String(this.#count), recorded);
  }

  reset(): void {
    this.#requests.clear();
  }
}

function read(context: KoaContextWithOIDC): RecordedRequest | undefined {
  // No route of the provider: an address that is none.
  const oidc: KoaContextWithOIDC["oidc"] | undefined = context.oidc;
  const endpoint = oidc && endpointOf(oidc.route);
  if (!oidc || endpoint === undefined || oidc.route === "resume") return undefined;
  const sent = { ...context.query, ...oidc.body };
  return {
    endpoint,
    method: context.method,
    parameters: Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, SECRETS.has(name) ? "[redacted]" : (value as string | string[])]],
      ),
    ),
    client: oidc.client?.clientId,
    clientAuthentication:
      endpoint === "token" || endpoint === "introspection" || endpoint === "pushed_authorization_request"
        ? authentication(context.get("authorization"), sent)
        : undefined,
    sub: oidc.account?.accountId ?? oidc.session?.accountId,
    status: context.status,
    error: errorOf(context),
  };
}

function authentication(header: string, sent: object): ClientAuthentication {
  if (/^basic /i.test(header)) return "client_secret_basic";
  if ("client_assertion" in sent) return "private_key_jwt";
  return "client_secret" in sent ? "client_secret_post" : "none";
}

/** In the body of an answer to the relying party, in the address of one that the browser carries. */
function errorOf({ body, response }: KoaContextWithOIDC): string | undefined {
  if (typeof body === "object" && body !== null && "error" in body) return String(body.error);
  const location: string | undefined = response.get("location");
  if (!location || !URL.canParse(location)) return undefined;
  return new URL(location).searchParams.get("error") ?? undefined;
}
