import { expect, test, vi } from "vitest";
import { createAuth, type AuthOptions } from "./index.js";

/** The lines that the set-up of an application writes. A client of its own each time: what was said is not said again. */
function linesOf(options: Partial<AuthOptions>, environment: string | undefined, clientId: string): string[] {
  vi.stubEnv("NODE_ENV", environment);
  const lines: string[] = [];
  const logger = {
    debug: vi.fn(),
    warn: vi.fn(),
    error: vi.fn(),
    info: (line: string) => void lines.push(line),
  };
  createAuth({
    clientId,
    clientSecret: "UnW0n0YvP1tT6V3c",
    baseUrl: "https://app.example.gouv.fr",
    sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
    logger,
    ...options,
  });
  vi.unstubAllEnvs();
  return lines;
}

const browserRedirectUris = ["https://app.example.gouv.fr/page"];

test("names at the start what must be registered, and where", () => {
  expect(linesOf({ browserRedirectUris }, "development", "first")).toEqual([
    "Provider moncomptepro, https://identite.proconnect.gouv.fr. Client first. Sessions in cookies.",
    "To register there as redirect URI (MONCOMPTEPRO_REDIRECT_URI): https://app.example.gouv.fr/auth/callback",
    "To register there as redirect URI (browserRedirectUris): https://app.example.gouv.fr/page",
    "To register there as post-logout redirect URI (MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI): https://app.example.gouv.fr/auth/logout/callback",
  ]);
});

test("names them of each provider, where there are several", () => {
  const client = (id: string): object => ({ clientId: id, clientSecret: "UnW0n0YvP1tT6V3c" });
  const providers = { proconnect: client("one"), franceconnect: client("two") };
  const several = { providers, browserRedirectUris, clientId: undefined, clientSecret: undefined };
  expect(linesOf(several as object, "development", "none")).toEqual([
    "Provider proconnect, https://auth.agentconnect.gouv.fr/api/v2. Client one. Sessions in cookies.",
    "To register there as redirect URI (PROCONNECT_REDIRECT_URI): https://app.example.gouv.fr/auth/callback",
    "To register there as redirect URI (browserRedirectUris): https://app.example.gouv.fr/page",
    "To register there as post-logout redirect URI (PROCONNECT_POST_LOGOUT_REDIRECT_URI): https://app.example.gouv.fr/auth/logout/callback",
    "Provider franceconnect, https://oidc.franceconnect.gouv.fr/api/v2. Client two. Sessions in cookies.",
    "To register there as redirect URI (FRANCECONNECT_REDIRECT_URI): https://app.example.gouv.fr/auth/callback/franceconnect",
    "To register there as post-logout redirect URI (FRANCECONNECT_POST_LOGOUT_REDIRECT_URI): https://app.example.gouv.fr/auth/logout/callback",
  ]);
});

test("says the same only once", () => {
  expect(linesOf({}, undefined, "second")).toHaveLength(3);
  expect(linesOf({}, undefined, "second")).toEqual([]);
  expect(linesOf({}, undefined, "another")).toHaveLength(3);
});

test("keeps quiet in production and in tests, unless it is asked to speak", () => {
  expect(linesOf({}, "production", "third")).toEqual([]);
  expect(linesOf({}, "test", "third")).toEqual([]);
  expect(linesOf({ announce: false }, "development", "third")).toEqual([]);
  expect(linesOf({ announce: true }, "production", "third")).toHaveLength(3);
});
