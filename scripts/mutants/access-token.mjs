export const folder = "packages/server/src";
export const tests = ["time-and-two/access-token.test.ts"];
const loginTests = ["hooks/login-access.test.ts"];

const tokens = "refresh/access-tokens.ts";
const kept = "refresh/kept-access.ts";

export const breaks = [
  {
    file: kept,
    find: `if (!keepAccessToken || expiresAt === undefined)`,
    put: `if (expiresAt === undefined)`,
    why: "an access token is kept that no setting keeps",
  },
  {
    file: kept,
    find: `access.expiresAt - MARGIN > now()`,
    put: `access.expiresAt > now()`,
    why: "an access token is given that ends on its way",
  },
  {
    file: tokens,
    find: `if (flight) return flight;`,
    put: ``,
    why: "each request of the moment refreshes for itself, and finds the session ended by the one before",
  },
  {
    file: tokens,
    find: `if (!reservations || !settings.keepAccessToken)`,
    put: `if (true)`,
    why: "each instance refreshes for itself",
  },
  {
    file: "session/session-view.ts",
    find: `...(access !== undefined && { access: { get: () => access } }),`,
    put: `...(access !== undefined && { access: { value: access, enumerable: true } }),`,
    why: "an access token shows in logs",
  },
  {
    file: "login/session-of-login.ts",
    find: `{ get: () => access });`,
    put: `{ value: access, enumerable: true });`,
    why: "a login shows its access token where it is printed",
    tests: loginTests,
  },
  {
    file: "login/session-of-login.ts",
    find: `const harmless = withoutToken(error, login.access.token);`,
    put: `const harmless = error;`,
    why: "the access token that a hook quotes reaches the log",
    tests: loginTests,
  },
  {
    file: "login/redeem-code.ts",
    find: `expiresAt: now() + tokens.expires_in`,
    put: `expiresAt: tokens.expires_in`,
    why: "the access token of a login counts as expired in 1970",
    tests: loginTests,
  },
];
