export const folder = "packages/server/src/api-particulier";
export const tests = ["api-particulier.test.ts"];

const call = "call-data.ts";
const failure = "failure.ts";

export const breaks = [
  {
    file: call,
    find: `if (wrongToken) return wrongToken;`,
    put: ``,
    why: "a token that is over or malformed is sent",
  },
  {
    file: call,
    find: `expiresAt !== undefined && expiresAt <= now()`,
    put: `false`,
    why: "a token that is over is sent",
  },
  {
    file: call,
    find: `return brokenCall(error);`,
    put: `throw error;`,
    why: "a login is lost because the API cannot be reached",
  },
  {
    file: call,
    find: `safeParse(form, withoutNulls(data))`,
    put: `safeParse(v.any(), data)`,
    why: "data are given as they came",
  },
  {
    file: call,
    find: `if (problems.length > 0) {`,
    put: `if (false) {`,
    why: "a recipient that is no SIRET is sent",
  },
  {
    file: call,
    find: `timeout: room.timeout,`,
    put: ``,
    why: "the time limit of the client is not the call's",
  },
  {
    file: failure,
    find: `text.replaceAll(token, "(token)")`,
    put: `text`,
    why: "an answer that repeats the token brings it into logs",
  },
  {
    file: failure,
    find: `(code === undefined ? undefined : BY_CODE[code]) ??`,
    put: ``,
    why: "a missing identity scope is told as a token that is refused",
  },
  {
    file: "data-forms.ts",
    find: `v.custom<object>((value) => !Array.isArray(value)),`,
    put: `v.unknown(),`,
    why: "a list counts as data",
  },
  {
    file: "call-rate.ts",
    find: `if (start - now > patience) return false;`,
    put: ``,
    why: "a call waits for its turn without end",
    tests: ["call-rate.test.ts"],
  },
  {
    file: "rates.ts",
    find: `if (known) return known;`,
    put: ``,
    why: "each client of a process has a rate of its own",
    tests: ["call-rate.test.ts"],
  },
];
