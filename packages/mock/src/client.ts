/** What can be said of a client in the options of the start and by a flag, where it is the only one. */
export interface SingleClientOptions {
  /** Default `moncomptepro-demo`. */
  readonly clientId?: string;
  /** Needed unless the client authenticates with a key. Default of an only client: `moncomptepro-demo-secret`. */
  readonly clientSecret?: string;
  /** Default `http://localhost:3000/auth/callback`. */
  readonly redirectUris?: readonly string[];
  /** Default of an only client: `/auth/logout/callback` and `/` at the origin of each redirect URI. */
  readonly postLogoutRedirectUris?: readonly string[];
  /** The scopes it may ask for, separated by spaces. Default: what a new client of the provider is given. */
  readonly scope?: string;
  /** Default `RS256`, at ProConnect `ES256`. */
  readonly idTokenSignedResponseAlg?: string;
  /** Makes userinfo a JWT; `none` makes it JSON, the default but at ProConnect (`ES256`). */
  readonly userinfoSignedResponseAlg?: string;
  /**
   * Whom ProConnect lets in: `public-agents` is what it calls a service of type public, at which a person of the private
   * sector is refused. Default `everyone`.
   */
  readonly admits?: "everyone" | "public-agents";
  /** Where {@link MockProvider.backchannelLogout} sends its logout tokens. */
  readonly backchannelLogoutUri?: string;
  /** Where the public keys of the client are. Default at FranceConnect+: `/auth/jwks` at the origin of the redirect URI. */
  readonly jwksUri?: string;
  /** Encrypts the ID token to the client, around its signature. Default none, at FranceConnect+ `ECDH-ES`. */
  readonly idTokenEncryptedResponseAlg?: string;
  /** Encrypts the JWT of userinfo to the client. Default none, at FranceConnect+ `ECDH-ES`. */
  readonly userinfoEncryptedResponseAlg?: string;
}

/** A relying party registered at the provider. There are no public clients: each has a secret or a key. */
export interface MockClient extends SingleClientOptions {
  readonly clientId: string;
  /** Compared as they are written, final slash and query included. */
  readonly redirectUris: readonly string[];
  /** How the client is called on the pages. Default: its id. */
  readonly clientName?: string;
  /** Default `client_secret_post`. */
  readonly tokenEndpointAuthMethod?: "client_secret_post" | "private_key_jwt";
  /** Public keys: those that sign for `private_key_jwt`, those to encrypt to. In place of a {@link jwksUri}. */
  readonly jwks?: { readonly keys: readonly object[] };
  /** Default `A128CBC-HS256`, at FranceConnect+ `A256GCM`. */
  readonly idTokenEncryptedResponseEnc?: string;
  /** Default `A128CBC-HS256`, at FranceConnect+ `A256GCM`. */
  readonly userinfoEncryptedResponseEnc?: string;
}
