import * as client from "openid-client";
import type { MockProvider } from "../src/index.js";
import type { Browser, Screen } from "./browser.js";

export interface RelyingPartyOptions {
  readonly clientId?: string;
  readonly authentication?: client.ClientAuth;
  readonly metadata?: Partial<client.ClientMetadata>;
  /** Default: the usual scopes of MonComptePro. */
  readonly scope?: string;
}

export interface LoginResult {
  readonly tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;
  readonly idToken: client.IDToken;
  readonly userinfo: client.UserInfoResponse;
}

/** An application that logs people in with openid-client. */
export class RelyingParty {
  readonly config: client.Configuration;
  readonly mock: MockProvider;
  readonly #scope: string;

  private constructor(mock: MockProvider, config: client.Configuration, scope: string) {
    this.mock = mock;
    this.config = config;
    this.#scope = scope;
  }

  static async discover(mock: MockProvider, options: RelyingPartyOptions = {}): Promise<RelyingParty> {
    // With a whole address openid-client does not compare the issuer.
    const isStandard = mock.discovery === `${mock.issuer}/.well-known/openid-configuration`;
    const config = await client.discovery(
      new URL(isStandard ? mock.issuer : mock.discovery),
      options.clientId ?? mock.clientId,
      options.metadata,
      options.authentication ?? client.ClientSecretPost(mock.clientSecret ?? ""),
      { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
    );
    return new RelyingParty(mock, config, options.scope ?? "openid email profile phone organization");
  }

  authorizationUrl(parameters: Record<string, string> = {}): URL {
    return client.buildAuthorizationUrl(this.config, {
      redirect_uri: REDIRECT_URI,
      scope: this.#scope,
      state: "state-1",
      nonce: "nonce-1",
      ...parameters,
    });
  }

  /** Opens the authorization request in a browser. */
  start(browser: Browser, parameters: Record<string, string> = {}): Promise<Screen> {
    return browser.open(this.authorizationUrl(parameters));
  }

  /** Logs a persona in by a click, choosing an organisation if asked. */
  async logIn(browser: Browser, persona: string, options: LogInOptions = {}): Promise<Screen> {
    const page = await this.start(browser, options.parameters);
    const next = await browser.submit(page, { persona }, "/persona");
    if (next.left || options.siret === undefined) return next;
    return browser.submit(next, { siret: options.siret }, "/organization");
  }

  /** Redeems the code and fetches userinfo, with all the checks of openid-client. */
  async finish(screen: Screen, checks: client.AuthorizationCodeGrantChecks = {}): Promise<LoginResult> {
    const tokens = await client.authorizationCodeGrant(this.config, screen.url, {
      expectedState: "state-1",
      expectedNonce: "nonce-1",
      ...checks,
    });
    const idToken = tokens.claims();
    if (idToken === undefined) throw new Error("no ID token");
    const userinfo = await client.fetchUserInfo(this.config, tokens.access_token, idToken.sub);
    return { tokens, idToken, userinfo };
  }

  /** The token endpoint, by hand. */
  token(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      client_id: this.mock.clientId,
      client_secret: this.mock.clientSecret ?? "",
      redirect_uri: REDIRECT_URI,
      ...fields,
    });
    return fetch(this.#endpoint("token_endpoint"), { method: "POST", body, headers });
  }

  userinfo(accessToken: string): Promise<Response> {
    return fetch(this.#endpoint("userinfo_endpoint"), {
      headers: { authorization: `Bearer ${accessToken}` },
    });
  }

  #endpoint(name: "token_endpoint" | "userinfo_endpoint"): string {
    return this.config.serverMetadata()[name] ?? "";
  }
}

export interface LogInOptions {
  readonly parameters?: Record<string, string>;
  readonly siret?: string;
}

export const REDIRECT_URI = "http://localhost:3000/auth/callback";
