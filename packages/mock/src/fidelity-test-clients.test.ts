import * as client from "openid-client";
import { afterEach, describe, expect, it } from "vitest";
import { Browser, type Screen } from "../test/browser.js";
import { outcome } from "../test/outcome.js";
import { startMockProvider, type MockProvider, type MockProviderOptions } from "./index.js";

/** The settings that the official test clients read (rule 12); their names begin with MCP_, later with PC_. */
interface Environment {
  readonly HOST: string;
  readonly CALLBACK_URL: string;
  readonly CLIENT_ID: string;
  readonly CLIENT_SECRET: string;
  readonly SCOPES: string;
  readonly ID_TOKEN_SIGNED_RESPONSE_ALG?: string;
  readonly USERINFO_SIGNED_RESPONSE_ALG?: string;
  readonly ACR_VALUES?: string;
  readonly LOGIN_HINT?: string;
}

const host = (port: number): Pick<Environment, "HOST" | "CALLBACK_URL"> => ({
  HOST: `http://localhost:${port}`,
  CALLBACK_URL: "/login-callback",
});
const signed = (algorithm: string): Partial<Environment> => ({
  ID_TOKEN_SIGNED_RESPONSE_ALG: algorithm,
  USERINFO_SIGNED_RESPONSE_ALG: algorithm,
});

const CLIENTS: [name: string, provider: MockProviderOptions["provider"], environment: Environment][] = [
  [
    "the test client of MonComptePro",
    "moncomptepro",
    {
      ...host(3000),
      CLIENT_ID: "client_id",
      CLIENT_SECRET: "client_secret",
      SCOPES: "openid email profile organization",
      ID_TOKEN_SIGNED_RESPONSE_ALG: "RS256",
    },
  ],
  [
    "the same on its other port",
    "moncomptepro",
    {
      ...host(3001),
      CLIENT_ID: "client_id",
      CLIENT_SECRET: "client_secret",
      SCOPES: "openid email profile organization",
    },
  ],
  [
    "test-id",
    "moncomptepro",
    {
      HOST: "http://localhost:9009",
      CALLBACK_URL: "/auth/callback",
      CLIENT_ID: "test-id",
      CLIENT_SECRET: "test-secret",
      SCOPES: "openid email profile phone organization organizations",
    },
  ],
  [
    "standard_client_id",
    "moncomptepro",
    {
      ...host(4000),
      CLIENT_ID: "standard_client_id",
      CLIENT_SECRET: "standard_client_secret",
      SCOPES: "openid email profile organization",
    },
  ],
  [
    "proconnect_federation_client_id",
    "moncomptepro",
    {
      ...host(4001),
      ...signed("ES256"),
      CLIENT_ID: "proconnect_federation_client_id",
      CLIENT_SECRET: "proconnect_federation_client_secret",
      SCOPES: "openid uid given_name usual_name email siret",
      LOGIN_HINT: "unused1@yopmail.com",
    },
  ],
  [
    "legacy_client_id",
    "moncomptepro",
    {
      ...host(4002),
      CLIENT_ID: "legacy_client_id",
      CLIENT_SECRET: "legacy_client_secret",
      SCOPES: "openid email profile phone organizations",
    },
  ],
  [
    "the test client of ProConnect",
    "proconnect",
    {
      ...host(3000),
      ...signed("RS256"),
      CLIENT_ID: "ef16b50d-ca12-43c4-ac1f-c0a536979457",
      CLIENT_SECRET: "a-secret-of-the-integration-environment",
      SCOPES: "openid given_name usual_name email uid siret idp_id idp_acr",
    },
  ],
  [
    "the same in 2024, for AgentConnect",
    "proconnect",
    {
      ...host(3000),
      ...signed("RS256"),
      CLIENT_ID: "client_id_localhost:3000",
      CLIENT_SECRET: "client_secret_localhost:3000",
      SCOPES: "openid email given_name",
      ACR_VALUES: "eidas1",
    },
  ],
  ...(["none", "ES256", "RS256"] as const).map((userinfo, index): [string, "proconnect", Environment] => [
    `FSA${index + 1}, whose userinfo is ${userinfo}`,
    "proconnect",
    {
      HOST: `https://fsa${index + 1}-low.docker.dev-franceconnect.fr`,
      CALLBACK_URL: "/oidc-callback",
      CLIENT_ID: `fsa${index + 1}`,
      CLIENT_SECRET: "a-secret-of-the-local-stack-with-32-characters",
      SCOPES: "openid given_name usual_name email uid siret phone custom chorusdt",
      ID_TOKEN_SIGNED_RESPONSE_ALG: ["HS256", "ES256", "RS256"][index] ?? "",
      USERINFO_SIGNED_RESPONSE_ALG: userinfo,
    },
  ]),
];

/** Does what the official test clients do: no PKCE, the secret in the body, `amr` asked for. */
class TestClient {
  readonly #config: client.Configuration;
  readonly #environment: Environment;

  constructor(config: client.Configuration, environment: Environment) {
    this.#config = config;
    this.#environment = environment;
  }

  /** Discovers the provider at an address with a final slash, as their settings spell it. */
  static async start(mock: MockProvider, environment: Environment): Promise<TestClient> {
    const { USERINFO_SIGNED_RESPONSE_ALG: userinfo = "none" } = environment;
    const config = await client.discovery(
      new URL(mock.issuer.endsWith(`:${mock.port}`) ? `${mock.issuer}/` : mock.issuer),
      environment.CLIENT_ID,
      {
        id_token_signed_response_alg: environment.ID_TOKEN_SIGNED_RESPONSE_ALG ?? "RS256",
        ...(userinfo !== "none" && { userinfo_signed_response_alg: userinfo }),
      },
      client.ClientSecretPost(environment.CLIENT_SECRET),
      { execute: [client.allowInsecureRequests] },
    );
    return new TestClient(config, environment);
  }

  request(browser: Browser, parameters: Record<string, unknown> = {}): Promise<Screen> {
    const { HOST, CALLBACK_URL, SCOPES, LOGIN_HINT, ACR_VALUES } = this.#environment;
    const all: Record<string, unknown> = {
      nonce: "nonce",
      state: "state",
      redirect_uri: HOST + CALLBACK_URL,
      scope: SCOPES,
      login_hint: LOGIN_HINT,
      acr_values: ACR_VALUES,
      claims: { id_token: { amr: { essential: true } } },
      ...parameters,
    };
    const texts = Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
    return browser.open(
      client.buildAuthorizationUrl(this.#config, Object.fromEntries(texts) as Record<string, string>),
    );
  }

  async finish(
    screen: Screen,
  ): Promise<{ idToken: client.IDToken; raw: string; userinfo: client.UserInfoResponse }> {
    const checks = { expectedNonce: "nonce", expectedState: "state" };
    const tokens = await client.authorizationCodeGrant(this.#config, screen.url, checks);
    const idToken = tokens.claims() as client.IDToken;
    const userinfo = await client.fetchUserInfo(this.#config, tokens.access_token, idToken.sub);
    return { idToken, raw: tokens.id_token ?? "", userinfo };
  }

  logOut(browser: Browser, id_token_hint: string): Promise<Screen> {
    const post_logout_redirect_uri = `${this.#environment.HOST}/`;
    return browser.open(client.buildEndSessionUrl(this.#config, { post_logout_redirect_uri, id_token_hint }));
  }
}

describe("the public test clients (rule 12) log in unchanged", () => {
  const started: MockProvider[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((mock) => mock.stop()));
  });

  async function start(
    provider: MockProviderOptions["provider"],
    environment: Environment,
  ): Promise<[TestClient, Browser]> {
    const { ID_TOKEN_SIGNED_RESPONSE_ALG: idToken, USERINFO_SIGNED_RESPONSE_ALG: userinfo = "none" } =
      environment;
    const mock = await startMockProvider({
      ...(provider !== undefined && { provider }),
      clients: [
        {
          clientId: environment.CLIENT_ID,
          clientSecret: environment.CLIENT_SECRET,
          redirectUris: [environment.HOST + environment.CALLBACK_URL],
          postLogoutRedirectUris: [`${environment.HOST}/`],
          scope: environment.SCOPES,
          idTokenSignedResponseAlg: idToken ?? "RS256",
          userinfoSignedResponseAlg: userinfo,
        },
      ],
    });
    started.push(mock);
    return [await TestClient.start(mock, environment), new Browser(mock.url)];
  }

  it.each(CLIENTS)("%s at %s", async (_name, provider, environment) => {
    const [application, browser] = await start(provider, environment);
    const page = await application.request(browser);
    expect(outcome(page)).toBe("page 200 S’inscrire ou se connecter");
    const callback = await browser.submit(page, { persona: "town-hall-agent" }, "/persona");
    const { idToken, userinfo, raw } = await application.finish(callback);
    expect(idToken.amr).toEqual(["pwd"]);
    expect(userinfo.email).toBe("claire.martin@mairie-sainte-exemple.example");
    expect((await browser.submit(await application.logOut(browser, raw))).url.href).toBe(
      `${environment.HOST}/`,
    );
  });

  const claims = (id_token: object): Record<string, unknown> => ({
    claims: { id_token: { amr: { essential: true }, ...id_token } },
  });

  it.each<[route: string, persona: string, parameters: Record<string, unknown>, expected: string]>([
    [
      "/select-organization",
      "three-organizations",
      { prompt: "select_organization" },
      "page 200 Choisir une organisation",
    ],
    [
      "/update-userinfo",
      "town-hall-agent",
      { prompt: "update_userinfo" },
      "page 200 Renseigner votre identité",
    ],
    [
      "/force-login",
      "town-hall-agent",
      { prompt: "login", ...claims({ auth_time: { essential: true } }) },
      "page 200 S’inscrire ou se connecter",
    ],
    [
      "/force-2fa",
      "ministry-agent",
      claims({ acr: { essential: true, values: ["eidas0-mfa", "eidas1-mfa"] } }),
      "code",
    ],
    [
      "/force-2fa",
      "town-hall-agent",
      claims({ acr: { essential: true, values: ["eidas2", "eidas3"] } }),
      "page 400 Une erreur est survenue",
    ],
    [
      "/force-certification-dirigeant",
      "company-officer",
      claims({
        acr: { essential: true, value: "https://proconnect.gouv.fr/assurance/certification-dirigeant" },
      }),
      "code",
    ],
  ])("%s of the test client, by %s, with %j: %s", async (_route, persona, parameters, expected) => {
    const [, , environment] = CLIENTS[0] ?? [];
    if (environment === undefined) throw new Error("no client");
    const [application, browser] = await start("moncomptepro", environment);
    let screen = await browser.submit(await application.request(browser), { persona }, "/persona");
    if (!screen.left) screen = await browser.submit(screen, { siret: "21990001600011" }, "/organization");
    await application.finish(screen);
    expect(outcome(await application.request(browser, parameters))).toBe(expected);
  });
});
