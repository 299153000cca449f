export const folder = "packages/server/src";
export const tests = [
  "libraries/passport.test.ts",
  "libraries/providers.test.ts",
  "libraries/document.test.ts",
  "verify/verifier.test.ts",
];

const begun = "libraries/begun-logins.ts";
const better = "libraries/better-auth.ts";
const nextAuth = "libraries/next-auth.ts";
const logout = "libraries/next-auth-logout.ts";
const passport = "libraries/passport.ts";
const verifier = "verify/verifier-of.ts";

export const breaks = [
  {
    file: begun,
    find: `sessionOf(request)[KEPT_AS] = Object.fromEntries(others);`,
    put: `void others;`,
    why: "an answer is taken twice",
  },
  {
    file: passport,
    find: `if (user === false) throw`,
    put: `if (false) throw`,
    why: "Passport lets in whom the application refuses",
  },
  {
    file: nextAuth,
    find: `await checkAuthorizationResponse(response, transaction, provider);`,
    put: ``,
    why: "next-auth takes an answer of another issuer",
  },
  {
    file: nextAuth,
    find: `await checkIdToken(tokens, transaction, provider);`,
    put: ``,
    why: "next-auth takes a level that was not reached",
  },
  {
    file: nextAuth,
    find: `const claims = await verifyIdToken({ accessToken, idToken }, provider);`,
    put: `const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString());`,
    why: "the userinfo of an ID token that nobody signed",
  },
  {
    file: logout,
    find: `requireSameOrigin(request, new URL(way.postLogoutRedirectUri).origin);`,
    put: ``,
    why: "another site logs a person out of next-auth",
  },
  {
    file: better,
    find: `if (decision) throw`,
    put: `if (false) throw`,
    why: "better-auth lets in whom the application refuses",
  },
  {
    file: verifier,
    find: `if (now() - startedAt > LIFETIME) {`,
    put: `if (false) {`,
    why: "a login of last week is finished",
  },
];
