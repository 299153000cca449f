import { decodeJwt } from "jose";
import type { ClientMetadata, KoaContextWithOIDC } from "oidc-provider";
import { endpointOf, type Endpoint } from "../endpoint.js";
import { isSameAddress } from "../provider/parsed-uris.js";
import { nearestDifferences, textDifferences } from "./differences.js";
import type { Mismatch, RegisteredParameter } from "./mismatch.js";

/** What is registered, and how the provider compares with it. */
export interface Registration {
  readonly clients: readonly ClientMetadata[];
  readonly redirectUris: "exact" | "parsed";
}

type Sent = Readonly<Record<string, unknown>>;

/** Asks for a refresh token (OpenID Connect Core 1.0 section 11): not one of the scopes that are registered. */
const NEVER_REGISTERED: readonly string[] = ["offline_access"];

/** Where the client proves who it is. */
const PROOF_AT: ReadonlySet<Endpoint> = new Set(["token", "introspection", "pushed_authorization_request"]);

/** What a request says that is not what is registered of its client; nothing where the client says nothing. */
export function findMismatches(context: KoaContextWithOIDC, registration: Registration): readonly Mismatch[] {
  // No route of the provider, or refused before it was one.
  const oidc: KoaContextWithOIDC["oidc"] | undefined = context.oidc;
  const sent: Sent = { ...context.query, ...oidc?.body };
  const endpoint = oidc && endpointOf(oidc.route);
  if (endpoint === "authorization") {
    return oidc.route === "resume" ? [] : ofClient(sent, text(sent, "client_id"), registration);
  }
  if (endpoint === "end_session") {
    const client = audience(sent) ?? text(sent, "client_id");
    return client === undefined ? [] : ofClient(sent, client, registration);
  }
  if (endpoint === undefined || !PROOF_AT.has(endpoint)) return [];
  const proof = proofOf(context.get("authorization"), sent);
  return [...ofClient(sent, proof.client, registration), ...ofProof(proof, registration)];
}

function ofClient(
  sent: Sent,
  clientId: string | undefined,
  { clients, redirectUris }: Registration,
): Mismatch[] {
  const client = clients.find(({ client_id }) => client_id === clientId);
  if (client === undefined) {
    const ids = clients.map(({ client_id }) => client_id);
    const differences = ids.map((id) => textDifferences(clientId ?? "", id)).find(({ length }) => length > 0);
    return [{ parameter: "client_id", sent: clientId, registered: ids, differences: differences ?? [] }];
  }
  const address = (parameter: RegisteredParameter, registered: readonly string[] = []): Mismatch[] => {
    const value = text(sent, parameter);
    if (value === undefined || registered.some((one) => isSameAddress(value, one, redirectUris))) return [];
    return [{ parameter, sent: value, registered, differences: nearestDifferences(value, registered) }];
  };
  return [
    ...address("redirect_uri", client.redirect_uris),
    ...address("post_logout_redirect_uri", client.post_logout_redirect_uris),
    ...ofScope(text(sent, "scope"), client.scope ?? ""),
  ];
}

function ofScope(sent: string | undefined, scope: string): Mismatch[] {
  const registered = scope.split(" ");
  const others = sent?.split(" ").filter((one) => one && ![...registered, ...NEVER_REGISTERED].includes(one));
  if (others === undefined || others.length === 0) return [];
  return [{ parameter: "scope", sent: others.join(" "), registered: [scope], differences: [] }];
}

/** How a client proves who it is. */
interface Proof {
  readonly client: string | undefined;
  readonly secret?: string | undefined;
  readonly method?: string;
}

function ofProof({ client: clientId, secret, method }: Proof, { clients }: Registration): Mismatch[] {
  const client = clients.find(({ client_id }) => client_id === clientId);
  if (client === undefined) return [];
  const { token_endpoint_auth_method: registered = "", client_secret: expected = "" } = client;
  if (method !== registered) {
    return [
      {
        parameter: "token_endpoint_auth_method",
        sent: method,
        registered: [registered],
        differences: [],
      },
    ];
  }
  if (secret === undefined || secret === expected) return [];
  const differences = textDifferences(secret, expected);
  return [{ parameter: "client_secret", sent: undefined, registered: [], differences }];
}

function proofOf(header: string, sent: Sent): Proof {
  const [, credentials] = /^basic +(.+)$/i.exec(header) ?? [];
  if (credentials !== undefined) {
    const [, client = "", secret = ""] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(credentials, "base64").toString()) ?? [];
    return { client: unescaped(client), secret: unescaped(secret), method: "client_secret_basic" };
  }
  const assertion = text(sent, "client_assertion");
  if (assertion !== undefined) {
    const client = text(sent, "client_id") ?? claim(assertion, "sub");
    return { client, method: "private_key_jwt" };
  }
  const [client, secret] = [text(sent, "client_id"), text(sent, "client_secret")];
  return secret === undefined ? { client } : { client, secret, method: "client_secret_post" };
}

/** As a form escapes it (RFC 6749 section 2.3.1). */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return part;
  }
}

/** Whom the ID token is for that a logout shows. */
function audience(sent: Sent): string | undefined {
  const hint = text(sent, "id_token_hint");
  return hint === undefined ? undefined : claim(hint, "aud");
}

function claim(token: string, name: "aud" | "sub"): string | undefined {
  try {
    const value = decodeJwt(token)[name];
    return typeof value === "string" ? value : undefined;
  } catch {
    // No token, or an encrypted one: it says nothing.
    return undefined;
  }
}

/** A parameter that came once. */
function text(sent: Sent, name: string): string | undefined {
  const value = sent[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
