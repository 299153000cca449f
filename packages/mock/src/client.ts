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
  /** Default `RS256`, at ProConnect `ES256`. */
  readonly idTokenSignedResponseAlg?: string;
  /** Encrypts the ID token to the client, around its signature; `RSA-OAEP`, `ECDH-ES`… with a key of {@link jwks}. */
  readonly idTokenEncryptedResponseAlg?: string;
  /** Default `A128CBC-HS256`. */
  readonly idTokenEncryptedResponseEnc?: string;
  /** Makes userinfo a JWT; `none` makes it JSON, the default but at ProConnect (`ES256`). */
  readonly userinfoSignedResponseAlg?: string;
  /** Encrypts that JWT to the client. */
  readonly userinfoEncryptedResponseAlg?: string;
  /** Default `A128CBC-HS256`. */
  readonly userinfoEncryptedResponseEnc?: string;
  /** Default `client_secret_post`. */
  readonly tokenEndpointAuthMethod?: "client_secret_post" | "private_key_jwt";
  /** Public keys: those that sign for `private_key_jwt`, those to encrypt to. */
  readonly jwks?: { readonly keys: readonly object[] };
}
