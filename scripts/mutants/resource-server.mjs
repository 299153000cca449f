export const folder = "packages/server/src/resource-server";
export const tests = ["resource-server.test.ts"];

const create = "create-resource-server.ts";
const ask = "introspect.ts";

export const breaks = [
  {
    file: create,
    find: `{ ...wanted, issuer }`,
    put: `{ clients, scopes, issuer }`,
    why: "an API takes the tokens of an application that came into the list later",
  },
  {
    file: create,
    find: `if (active !== true) throw`,
    put: `if (active === undefined) throw`,
    why: "an API takes a token that is over",
  },
  {
    file: create,
    find: `!wanted.clients.includes(clientId)`,
    put: `false`,
    why: "an API takes the tokens of any application",
  },
  {
    file: create,
    find: `if (missing.length > 0) throw`,
    put: `if (false) throw`,
    why: "an API takes a token without its scopes",
  },
  {
    file: create,
    find: `if (iss !== wanted.issuer) throw`,
    put: `if (false) throw`,
    why: "an API takes a token of another issuer",
  },
  {
    file: ask,
    find: `if (type !== SIGNED)`,
    put: `if (type === "application/json") return readPlain({ headers, text, status: 200 }); if (false)`,
    why: "an API believes an answer that is not signed",
  },
  {
    file: ask,
    find: `.filter((each) => !each.startsWith("HS"))`,
    put: ``,
    why: "an API believes an answer signed with a secret",
  },
  {
    file: ask,
    find: `age > MAXIMUM_AGE + CLOCK_TOLERANCE ||`,
    put: ``,
    why: "an API believes an answer of an hour ago",
  },
  {
    file: ask,
    find: `types: ["token-introspection+jwt"],`,
    put: `types: ["jwt", "token-introspection+jwt"],`,
    why: "an API takes an ID token for an answer",
  },
];
