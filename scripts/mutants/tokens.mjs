export const folder = "packages/server/src";
export const tests = ["time-and-two/tokens.test.ts"];

const issue = "tokens/issue-token.ts";
const verify = "verify-token.ts";

export const breaks = [
  {
    file: issue,
    find: `Math.floor(expiresAt(session, settings.session))`,
    put: `Infinity`,
    why: "a token outlives its session",
  },
  {
    file: issue,
    find: `  if (reserved.length > 0) throw`,
    put: `  if (reserved.length > 99) throw`,
    why: "the application's claims say who it is",
  },
  {
    file: "tokens/claims.ts",
    find: "return `${provider}|${sub}`;",
    put: "return sub;",
    why: "two people with the same sub are one to other services",
  },
  {
    file: verify,
    find: `      typ: TOKEN_TYPE,`,
    put: ``,
    why: "a token that was made for something else is taken",
  },
  {
    file: verify,
    find: `      audience,
      algorithms`,
    put: `      algorithms`,
    why: "a token for another service is taken",
  },
  {
    file: verify,
    find: `if (!subject.startsWith(start))`,
    put: `if (false)`,
    why: "a token's provider is not that of its subject",
  },
  {
    file: verify,
    find: `  if (known) return known;`,
    put: ``,
    why: "the keys are fetched for every token",
  },
  {
    file: "settings/token-keys.ts",
    find: `parsed?.key.asymmetricKeyDetails?.namedCurve !== "prime256v1"`,
    put: `parsed === undefined`,
    why: "a key that signs nothing is found out at the first token",
  },
];
