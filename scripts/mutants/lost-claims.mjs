export const folder = "packages/server/src/settings";
export const tests = ["warn-of-lost-claims.test.ts"];

const file = "warn-of-lost-claims.ts";

export const breaks = [
  {
    file,
    find: `filter((claim) => !opens(scope, claim, scopes));`,
    put: `filter(() => true);`,
    why: "a claim that comes is told as lost",
  },
  {
    file,
    find: `all.some(({ profile, scope }) => opens(scope, claim, profile.scopes))`,
    put: `all.every(({ profile, scope }) => opens(scope, claim, profile.scopes))`,
    why: "a claim to keep must be every provider's",
  },
  {
    file,
    find: `OF_THE_PROTOCOL.has(scope) ||`,
    put: ``,
    why: "a scope of the protocol is told as unknown",
  },
];
