export const folder = "packages/server/src";
export const tests = ["handler.test.ts", "errors.test.ts"];

const auth = "create-auth.ts";
const errors = "errors.ts";
const logText = "log-text.ts";
const logTests = ["log-text.test.ts", "logger.test.ts"];
const logger = "logger.ts";
const testing = "testing.ts";
const testingTests = ["testing.test.ts", "settings/strict.test.ts"];

export const breaks = [
  {
    file: "clock.ts",
    find: `CLOCK_TOLERANCE = 30`,
    put: `CLOCK_TOLERANCE = 0`,
    why: "a clock that is 20 seconds off refuses everybody",
    tests: ["login/token-checks.test.ts", "login/verify-login.test.ts"],
  },
  {
    file: "clock.ts",
    find: `CLOCK_TOLERANCE = 30`,
    put: `CLOCK_TOLERANCE = 300`,
    why: "what expired five minutes ago counts",
    tests: [
      "login/token-checks.test.ts",
      "logout/backchannel-logout.test.ts",
      "guard/step-up.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: "random.ts",
    find: `randomBytes(24)`,
    put: `randomBytes(3)`,
    why: "a state can be guessed",
    tests: ["random.test.ts"],
  },
  {
    file: "random.ts",
    find: `randomBytes(32)`,
    put: `randomBytes(8)`,
    why: "a verifier can be guessed",
    tests: ["random.test.ts"],
  },
  {
    file: "random.ts",
    find: `pool = pool.subarray(size);`,
    put: ``,
    why: "after the first one every state is all zeros",
    tests: ["random.test.ts"],
  },
  {
    file: "random.ts",
    find: `if (pool.length < size)`,
    put: `if (pool.length === 0)`,
    why: "the last random bytes of a pool are too few",
    tests: ["random.test.ts"],
  },
  {
    file: "random.ts",
    find: `Buffer.from(pool.subarray(0, size))`,
    put: `pool.subarray(0, size)`,
    why: "what was drawn is zeros",
    tests: ["random.test.ts"],
  },
  {
    file: auth,
    find: `options.length === 0 ? {} : options[0]`,
    put: `options[0] ?? {}`,
    why: "options that got lost let everybody in",
    tests: ["settings/strict.test.ts", "settings/settings.test.ts"],
  },
  {
    file: auth,
    find: `owns(request) ? (await operations()).handle(asSent(request, settings)) : undefined`,
    put: `(await operations()).handle(asSent(request, settings))`,
    why: "a request that is not ours loads everything",
    equivalent: "handle() looks the path up too",
  },
  {
    file: auth,
    find: `if (profile.productionNotice) logger.warn(`,
    put: `if (false) logger.warn(`,
    why: "a new service is not told what it should know",
    tests: ["create-auth.test.ts"],
  },
  {
    file: "login/select-organization.ts",
    find: `prompt: "select_organization"`,
    put: `prompt: "login"`,
    why: "no person can choose another organisation",
    tests: ["login/login-options.test.ts", "handler.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: errors,
    find: `cause === undefined ? {} : { cause: trace(cause) }`,
    put: `cause === undefined ? {} : { cause }`,
    why: "what is printed of an error holds tokens",
  },
  {
    file: errors,
    find: `hint === undefined ? undefined : logText(hint)`,
    put: `hint`,
    why: "a hint holds an e-mail or a line of its own",
  },
  {
    file: errors,
    find: `return { name, code, fault, status, message };`,
    put: `return { ...this, name, code, fault, status, message };`,
    why: "a framework that sends an error as JSON sends its hint",
  },
  {
    file: errors,
    find: `caught instanceof SyntaxError ? "" : logText(caught.message)`,
    put: `logText(caught.message)`,
    why: "an error quotes what it could not read",
  },
  {
    file: errors,
    find: `caught instanceof Error ? new Trace(caught) : \`a`,
    put: `caught instanceof Error ? new Trace(caught) : \`\${String(caught)} a`,
    why: "what a hook rejects with stands in the log",
  },
  {
    file: errors,
    find: `this.statusCode = status;`,
    put: `this.statusCode = 500;`,
    why: "Fastify answers 500 to a person who is not logged in",
    tests: ["errors.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: "events.ts",
    find: `logger.info(event, details);`,
    put: ``,
    why: "a security event is never logged",
    tests: ["events.test.ts"],
  },
  {
    file: "events.ts",
    find: `subscribers.publish({ event, ...details })`,
    put: `void event`,
    why: "a security event is never reported",
    tests: ["events.test.ts"],
  },

  {
    file: logText,
    find: `const MAXIMUM_TEXT = 1000;`,
    put: `const MAXIMUM_TEXT = 100_000;`,
    why: "what came from outside fills the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `.replace(INVISIBLE, escaped)`,
    put: ``,
    why: "control characters forge a line of the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `\\p{Cc}\\p{Cf}`,
    put: `\\p{Cc}`,
    why: "bidirectional characters turn a line of the log round",
    tests: logTests,
  },
  {
    file: logText,
    find: `holdsEmail(word) ? "(e-mail)" : word`,
    put: `word`,
    why: "an e-mail stands in the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `run.split(".").some(isToken) ? "(token)" : run`,
    put: `run`,
    why: "a token stands in the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `word.replaceAll("%40", "@")`,
    put: `word`,
    why: "an e-mail in an address stands in the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `if (part.startsWith("eyJ") && part.length >= 12) return true;`,
    put: ``,
    why: "the header of a token stands in the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `const OPAQUE_LENGTH = 40;`,
    put: `const OPAQUE_LENGTH = 400;`,
    why: "an access token stands in the log",
    tests: logTests,
  },
  {
    file: logText,
    find: `.replace(/[\\uD800-\\uDBFF]$/, "")`,
    put: ``,
    why: "half a character stands in the log",
    tests: logTests,
  },

  {
    file: logger,
    find: `const line = [logText(message), `,
    put: `const line = [message, `,
    why: "control characters forge a line of the log",
    tests: logTests,
  },
  {
    file: logger,
    find: `      // A logger that fails`,
    put: `      throw error; // A logger that fails`,
    why: "a logger that fails keeps everybody out",
    tests: logTests,
  },
  {
    file: logger,
    find: `{ ...safeMembers(details, 1), see: documentOf(code) }`,
    put: `safeMembers({ ...details, see: documentOf(code) }, 1)`,
    why: "a line with many details loses the address of its page",
    tests: logTests,
  },
  {
    file: logger,
    find: `if (typeof value === "string") return logText(value);`,
    put: ``,
    why: "what came from outside forges a line of the log",
    tests: logTests,
  },
  {
    file: logger,
    find: `if (depth > MAXIMUM_DEPTH) return "…";`,
    put: ``,
    why: "an object that holds itself ends the process",
    tests: logTests,
  },
  {
    file: logger,
    find: `.slice(0, MAXIMUM_MEMBERS);
`,
    put: `;
`,
    why: "an object fills the log",
    tests: logTests,
  },
  {
    file: logger,
    find: `[logText(name), safeDetail(value, depth)]`,
    put: `[name, safeDetail(value, depth)]`,
    why: "the name of a member forges a line of the log",
    tests: logTests,
  },
  {
    file: logger,
    find: `value.replaceAll('"', '\\\\"')`,
    put: `value`,
    why: "a text pretends to be another member",
    tests: logTests,
  },

  {
    file: "session-context.ts",
    find: `new Sealing(keys, scope)`,
    put: `new Sealing(keys, ["client"])`,
    why: "what is sealed has no owner",
    tests: ["time-and-two/strangers.test.ts"],
  },
  {
    file: "session-context.ts",
    find: `if (!context) throw`,
    put: `if (false) throw`,
    why: "what is no auth is not explained",
    tests: testingTests,
  },
  {
    file: testing,
    find: `if (process.env["NODE_ENV"] === "production")`,
    put: `if (false)`,
    why: "in production a test session logs anybody in",
    tests: testingTests,
  },
  {
    file: testing,
    find: `authentication: { acrProven: false },
    ...user,`,
    put: `...user, authentication: { acrProven: false },`,
    why: "a test cannot prove a level",
    tests: [...testingTests, "guard/require-user.test.ts"],
  },
];
