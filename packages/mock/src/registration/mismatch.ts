import type { SingleClientOptions } from "../client.js";

/** How two values differ that were meant to be one. */
export type Difference =
  | "spaces"
  | "quotes"
  | "letterCase"
  | "scheme"
  | "loopbackName"
  | "host"
  | "port"
  | "finalSlash"
  | "path"
  | "query"
  | "spelling";

/** What a request says that is registered of a client too, by the names of the protocol. */
export type RegisteredParameter =
  | "client_id"
  | "client_secret"
  | "token_endpoint_auth_method"
  | "redirect_uri"
  | "post_logout_redirect_uri"
  | "scope";

/** One thing that a request says and that is not what is registered. */
export interface Mismatch {
  readonly parameter: RegisteredParameter;
  /** Undefined where nothing was sent, and for a secret. */
  readonly sent: string | undefined;
  /** Nothing for a secret. */
  readonly registered: readonly string[];
  /** From the value registered that is nearest to the one sent; empty where the two have nothing to do with each other. */
  readonly differences: readonly Difference[];
}

/** Where each is set. */
interface Place {
  /** The variables of an application that uses the server helper of this kit. */
  readonly variables: readonly string[];
  /** The option of the mock's client, where an only client has it. */
  readonly option?: keyof SingleClientOptions;
}

export const places: Readonly<Record<RegisteredParameter, Place>> = {
  client_id: { variables: ["MONCOMPTEPRO_CLIENT_ID"], option: "clientId" },
  client_secret: { variables: ["MONCOMPTEPRO_CLIENT_SECRET"], option: "clientSecret" },
  token_endpoint_auth_method: { variables: ["MONCOMPTEPRO_CLIENT_AUTHENTICATION"] },
  redirect_uri: {
    variables: ["MONCOMPTEPRO_BASE_URL", "MONCOMPTEPRO_REDIRECT_URI"],
    option: "redirectUris",
  },
  post_logout_redirect_uri: {
    variables: ["MONCOMPTEPRO_BASE_URL", "MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI"],
    option: "postLogoutRedirectUris",
  },
  scope: { variables: ["MONCOMPTEPRO_SCOPE"], option: "scope" },
};
