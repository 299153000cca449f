import * as oauth from "oauth4webapi";
import { leaveForProvider } from "./authorization-request.js";
import { ClientError } from "./client-error.js";
import { pathOf } from "./path-of.js";
import { takeAnswer, type LoginAttempt } from "./login-attempt.js";

export { ClientError, type ClientErrorCode } from "./client-error.js";

/** What a public client has to know of its provider; a profile of `@moncomptepro/profiles` has it all. */
export interface PublicClientProfile<U> {
  readonly id: string;
  /** By name; `production` is the default one. */
  readonly environments: Readonly<Record<string, { readonly issuer: string }>>;
  readonly authorization: { readonly defaultScope: string };
  /** `none` must be among them. */
  readonly clientAuthentication: readonly string[];
  /** Maps the claims received to a user. What it throws, `handleCallback()` throws. */
  toUser(login: Login): U;
}

/** What a login received. */
interface Login {
  readonly issuer: string;
  readonly idToken: Readonly<Record<string, unknown>>;
  readonly userinfo: Readonly<Record<string, unknown>>;
  /** False: a page can prove nothing to a server. */
  readonly acrProven: boolean;
}

/** How the page is registered at its provider. */
export interface PublicClientOptions<U> {
  readonly profile: PublicClientProfile<U>;
  /** Name of one of the profile's environments. `production` by default. */
  readonly environment?: string;
  readonly clientId: string;
  /** This page, as registered. */
  readonly redirectUri: string;
  /** The profile's by default. */
  readonly scope?: string;
  /** As registered. `RS256` by default. */
  readonly idTokenSignedResponseAlg?: string;
}

/** A login by the page alone. */
export interface PublicClient<U> {
  /** Leaves the page for the login, which comes back to `redirectUri`. */
  login(options?: { readonly returnTo?: string }): Promise<void>;
  /**
   * Finishes the login that the address of this page tells of; `undefined` when it tells of none.
   *
   * @throws ClientError `network`, `login_expired`, `untrusted_answer`, or what the provider answered, as `access_denied`
   */
  handleCallback(): Promise<{ readonly user: U; readonly returnTo: string } | undefined>;
}

/**
 * A public client (RFC 6749 section 2.1), for a provider that registers such clients and lets pages call its token
 * endpoint. The code is exchanged and the ID token checked in the page (OpenID Connect Core 3.1.3.7, signature
 * included); tokens are dropped at once, and no session is kept: the server knows nobody.
 *
 * @throws TypeError when the profile has no public clients, as none of the built-in ones has
 */
export function createPublicClient<U>(options: PublicClientOptions<U>): PublicClient<U> {
  const { profile, environment = "production", clientId, redirectUri } = options;
  const { idTokenSignedResponseAlg = "RS256", scope = profile.authorization.defaultScope } = options;
  const { issuer } = profile.environments[environment] ?? {};
  if (!profile.clientAuthentication.includes("none")) {
    throw new TypeError(
      `${profile.id} registers no public clients, and its token endpoint answers no page. ` +
        "Use createClient({ redirectUri }): the server redeems the code.",
    );
  }
  if (!issuer) throw new TypeError(`${profile.id} has no environment “${environment}”.`);

  const client: oauth.Client = {
    client_id: clientId,
    id_token_signed_response_alg: idTokenSignedResponseAlg,
  };
  const request = { [oauth.allowInsecureRequests]: isLoopback(issuer) };

  async function discover(): Promise<oauth.AuthorizationServer> {
    const address = new URL(issuer as string);
    return oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, request));
  }

  async function redeem(answer: URLSearchParams, { nonce, verifier }: LoginAttempt): Promise<Login> {
    const server = await discover();
    // The attempt was found by the state.
    const checked = oauth.validateAuthResponse(server, client, answer, oauth.skipStateCheck);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      checked,
      redirectUri,
      verifier,
      request,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    // Without this the claims of an ID token from the token endpoint are taken on trust in TLS alone.
    await oauth.validateApplicationLevelSignature(server, response, request);
    const idToken = oauth.getValidatedIdTokenClaims(tokens) as oauth.IDToken;
    const answered = await oauth.userInfoRequest(server, client, tokens.access_token, request);
    const userinfo = await oauth.processUserInfoResponse(server, client, idToken.sub, answered);
    return { issuer: server.issuer, idToken, userinfo, acrProven: false };
  }

  return {
    async login({ returnTo = pathOf(location) } = {}) {
      const server = await discover().catch(rethrow);
      const { authorization_endpoint: authorizationEndpoint = "" } = server;
      const provider = { issuer: server.issuer, authorizationEndpoint, clientId, scope };
      await leaveForProvider(provider, redirectUri, returnTo);
    },

    async handleCallback() {
      const taken = takeAnswer();
      if (!taken) return undefined;
      const [answer, attempt] = taken;
      if (!attempt) throw new ClientError("not of this tab", undefined, "login_expired");
      const login = await redeem(answer, attempt).catch(rethrow);
      return { user: profile.toUser(login), returnTo: attempt.returnTo };
    },
  };
}

function isLoopback(issuer: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(issuer).hostname);
}

/** @throws ClientError for what the protocol's library says; anything else as it came */
function rethrow(error: unknown): never {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    throw new ClientError(error.error_description ?? "", error, error.error);
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    throw new ClientError(error.message, error, "untrusted_answer");
  // What `fetch` throws when no answer comes, or none that the page may read.
  if (error instanceof TypeError) throw new ClientError("the provider", error, "network");
  throw error;
}
