/** A relying party registered at the provider. There are no public clients: each has a secret or a key. */
export interface MockClient {
  readonly clientId: string;
  /** Needed unless the client authenticates with a key. */
  readonly clientSecret?: string;
  /** How the client is called on the pages. Default: its id. */
  readonly clientName?: string;
  /** Compared as they are written, final slash and query included. */
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  /** Where {@link MockProvider.backchannelLogout} sends its logout tokens. */
  readonly backchannelLogoutUri?: string;
  /** The scopes it may ask for, separated by spaces; asking for another known one is `invalid_scope`. */
  readonly scope?: string;
  /** Default `RS256`. */
  readonly idTokenSignedResponseAlg?: string;
  /** Makes userinfo a JWT; JSON without it. */
  readonly userinfoSignedResponseAlg?: string;
  /** Default `client_secret_post`. */
  readonly tokenEndpointAuthMethod?: "client_secret_post" | "private_key_jwt";
  /** Public keys, for `private_key_jwt`. */
  readonly jwks?: { readonly keys: readonly object[] };
}
