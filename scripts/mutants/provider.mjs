export const folder = "packages/server/src";
export const tests = [
  "login/token-checks.test.ts",
  "provider/verify-jwt.test.ts",
  "login/verify-login.test.ts",
];

const bounded = "provider/bounded-call.ts";
const boundedTests = ["provider/bounded-call.test.ts"];
const cached = "provider/cached-document.ts";
const cachedTests = ["provider/cached-document.test.ts", "provider/provider.test.ts"];
const byFetch = "provider/call-by-fetch.ts";
const fetchTests = ["provider/bounded-call.test.ts", "provider/call-by-fetch.test.ts"];
const providerTests = ["provider/provider.test.ts", "login/finish-login.test.ts"];
const discovery = "provider/discovery.ts";
const json = "provider/parse-json.ts";
const jsonTests = ["provider/parse-json.test.ts", "login/verify-login.test.ts"];
const call = "provider/provider-call.ts";
const keys = "provider/signing-keys.ts";
const keyTests = [
  "provider/provider.test.ts",
  "provider/cached-document.test.ts",
  "provider/verify-jwt.test.ts",
  "login/verify-login.test.ts",
];
const tokenError = "provider/token-error.ts";
const jwt = "provider/verify-jwt.ts";

export const breaks = [
  {
    file: "provider/bounded-call.ts",
    find: `if (agent && wasClosedBefore(`,
    put: `if (false && wasClosedBefore(`,
    why: "a login is lost when a kept connection is closed",
    tests: ["provider/kept-connection.test.ts"],
  },
  {
    file: "provider/bounded-call.ts",
    find: `isReset && outgoing.reusedSocket && outgoing`,
    put: `isReset && outgoing`,
    why: "a code is sent again where it was refused",
    tests: ["provider/kept-connection.test.ts"],
  },
  {
    file: "provider/bounded-call.ts",
    find: ` && outgoing.socket?.bytesRead === bytesBefore`,
    put: ``,
    why: "a code is sent again after an answer began",
    tests: ["provider/kept-connection.test.ts"],
  },
  {
    file: "provider/bounded-call.ts",
    find: `attempt(false);`,
    put: `attempt(kept);`,
    why: "a code is sent again and again",
    tests: ["provider/kept-connection.test.ts"],
  },
  {
    file: bounded,
    find: `if (status < 200 || status > 599) throw`,
    put: `if (status < 200) throw`,
    why: "a status of 999 counts as an answer",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `headers: { ...headers, ...UNPACKED },`,
    put: `headers,`,
    why: "packed answers are asked for",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `maxHeaderSize: 16_384,`,
    put: `maxHeaderSize: 16_777_216,`,
    why: "headers have no bound",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `if (size > MAXIMUM_ANSWER) fail(tooLarge());`,
    put: `if (size > 100 * MAXIMUM_ANSWER) fail(tooLarge());`,
    why: "an answer fills the memory",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `setTimeout(() => fail(tooLate(url.href, sent)), timeout)`,
    put: `setTimeout(() => undefined, timeout)`,
    why: "a provider that says nothing is waited for",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `if (isPacked(incoming.headers["content-encoding"])) {`,
    put: `if (false) {`,
    why: "a packed answer that was not asked for is taken",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `outgoing.on("upgrade", ({ statusCode = 0 }, socket) => {
        socket.destroy();
        fail(oddStatus(statusCode));
      });`,
    put: ``,
    why: "an upgrade is waited for in vain",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `incoming.on("error", fail);`,
    put: `incoming.on("error", () => undefined);`,
    why: "an answer that is cut off is waited for in vain",
    tests: boundedTests,
  },
  {
    file: bounded,
    find: `throw cause instanceof AuthError ? cause : unreachable(address, cause, request);`,
    put: `throw cause;`,
    why: "a fault of the network is told as one of ours",
    tests: boundedTests,
  },

  {
    file: cached,
    find: `const FRESH = 10 * 60_000;`,
    put: `const FRESH = 10 * 60_000_000;`,
    why: "a changed document is never read",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `const RETRY_AFTER = 2_000;`,
    put: `const RETRY_AFTER = 2_000_000;`,
    why: "after one failure nothing is renewed",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `const RETRY_AFTER = 2_000;`,
    put: `const RETRY_AFTER = 0;`,
    why: "a provider in trouble is asked with every request",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `if (isDue) this.renew().catch(() => undefined);`,
    put: `if (isDue) return this.renew();`,
    why: "a renewal is waited for",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `this.#loading ??= this.#fetch()`,
    put: `this.#loading = this.#fetch()`,
    why: "a hundred requests fetch a hundred times",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `this.#loading = undefined;`,
    put: ``,
    why: "what failed once fails for ever",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `this.#document && this.#reported !== reason`,
    put: `this.#document`,
    why: "the same failure floods the log",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `this.#reported = undefined;`,
    put: ``,
    why: "the second failure of a kind is never told",
    tests: cachedTests,
  },
  {
    file: cached,
    find: `return age >= 0 && age < milliseconds;`,
    put: `return age < milliseconds;`,
    why: "a clock that was set back keeps a document for ever",
    tests: cachedTests,
  },

  {
    file: byFetch,
    find: `redirect: "manual",`,
    put: ``,
    why: "a redirect takes the secret to another server",
    tests: fetchTests,
  },
  {
    file: byFetch,
    find: `headers: { ...headers, ...UNPACKED },`,
    put: `headers,`,
    why: "packed answers are asked for",
    tests: fetchTests,
  },
  {
    file: byFetch,
    find: `if (size > MAXIMUM_ANSWER) throw tooLarge();`,
    put: ``,
    why: "an answer fills the memory",
    tests: fetchTests,
  },
  {
    file: byFetch,
    find: `controller.abort();`,
    put: ``,
    why: "a call that was given up goes on",
    tests: fetchTests,
  },
  {
    file: byFetch,
    find: `await Promise.race([exchange(address, request, fetchProvider, controller.signal), late])`,
    put: `await exchange(address, request, fetchProvider, controller.signal)`,
    why: "a fetch that heeds no signal is waited for",
    tests: fetchTests,
  },
  {
    file: byFetch,
    find: `if (isPacked(response.headers.get("content-encoding"))) {`,
    put: `if (false) {`,
    why: "a packed answer that was not asked for is taken",
    tests: fetchTests,
  },

  {
    file: "provider/caught.ts",
    find: `caught instanceof SyntaxError ? "unreadable" : caught.message`,
    put: `caught.message`,
    why: "a message quotes a token that could not be read",
  },

  {
    file: "provider/configure.ts",
    find: `{ [client.clockTolerance]: CLOCK_TOLERANCE },`,
    put: `{},`,
    why: "a clock that is 20 seconds off refuses everybody",
    equivalent: "openid-client tolerates the same 30 seconds unless it is told otherwise",
  },
  {
    file: "provider/configure.ts",
    find: `...(isRefresh && { timeout: REFRESH_TIMEOUT }),`,
    put: ``,
    why: "a slow refresh is given up, and its token lost",
    tests: ["time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: "provider/configure.ts",
    find: `keyId === undefined ? cryptoKey : { key: cryptoKey, kid: keyId }`,
    put: `cryptoKey`,
    why: "the provider cannot tell which key signed",
    tests: ["provider/client-authentication.test.ts"],
  },
  {
    file: "provider/configure.ts",
    find: `typeof secret === "string" ? secret : await secret()`,
    put: `String(secret)`,
    why: "a secret that rotates is never asked for",
    tests: ["provider/client-authentication.test.ts"],
  },
  {
    file: "provider/configure.ts",
    find: `if (address === metadata.token_endpoint && answer.status === 200) {`,
    put: `if (false) {`,
    why: "a deeply nested answer of the token endpoint is read",
  },

  {
    file: "provider/deadline.ts",
    find: `const DEADLINE = 4_500;`,
    put: `const DEADLINE = 45_000;`,
    why: "a person waits for 45 seconds",
    tests: ["hooks/own-time.test.ts"],
  },
  {
    file: "provider/describe-provider.ts",
    find: `home: \`\${basePath}/\` }`,
    put: `home: "/" }`,
    why: "an application under a path leads its people elsewhere",
    tests: ["login/finish-page-login.test.ts"],
  },

  {
    file: discovery,
    find: `if (status !== 200) {`,
    put: `if (status >= 500) {`,
    why: "an error page counts as a discovery document",
    tests: ["provider/provider.test.ts"],
  },
  {
    file: discovery,
    find: `typeof document["issuer"] !== "string" || !isSameIssuer(document["issuer"], issuer)`,
    put: `typeof document["issuer"] !== "string"`,
    why: "a document of another issuer is taken",
    tests: ["provider/provider.test.ts"],
  },
  {
    file: discovery,
    find: `!isSameIssuer(document["issuer"], issuer)`,
    put: `document["issuer"] !== issuer`,
    why: "a final slash keeps everybody out",
    tests: providerTests,
  },
  {
    file: discovery,
    find: `for (const name of REQUIRED) checkAddress(name, document[name], place);`,
    put: ``,
    why: "secrets go to any address",
  },
  {
    file: discovery,
    find: `for (const name of OPTIONAL) if (document[name] !== undefined) checkAddress(name, document[name], place);`,
    put: ``,
    why: "an ID token goes to any address at logout",
    tests: [
      "login/verify-login.test.ts",
      "login/token-checks.test.ts",
      "logout/start-logout.test.ts",
      "provider/provider.test.ts",
    ],
  },
  {
    file: discovery,
    find: `&& !address.username && !address.password && !address.hash`,
    put: ``,
    why: "an address with credentials is called",
  },
  {
    file: discovery,
    find: `(mayBeHttp && issuer.startsWith("http:"))`,
    put: `mayBeHttp`,
    why: "a public provider sends secrets to this machine over http",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: discovery,
    find: `hostname === insecureHost`,
    put: `insecureHost !== undefined`,
    why: "the leave for one machine opens all of them",
    tests: ["provider/discovery.test.ts"],
  },

  {
    file: json,
    find: `const MAXIMUM_DEPTH = 32;`,
    put: `const MAXIMUM_DEPTH = 33;`,
    why: "the bound is another one",
    tests: jsonTests,
  },
  {
    file: json,
    find: `if (depth(text) > MAXIMUM_DEPTH) throw`,
    put: `if (false) throw`,
    why: "a nested answer blocks the process",
    tests: jsonTests,
  },
  {
    file: json,
    find: `!isPlainObject(value)`,
    put: `typeof value !== "object" || value === null`,
    why: "a list counts as claims",
    tests: jsonTests,
  },
  {
    file: json,
    find: `if (character === "\\\\") index += 1;
      else if`,
    put: `if`,
    why: "an escaped quotation mark hides the depth",
    tests: jsonTests,
  },

  {
    file: "provider/printable.ts",
    find: `word.includes("@") ? "[e-mail]" : word`,
    put: `word`,
    why: "an e-mail of an error_description stands in the log",
    tests: ["provider/printable.test.ts"],
  },
  {
    file: "provider/printable.ts",
    find: `.replaceAll(/[^\\x20-\\x7e]/g, "?")`,
    put: ``,
    why: "control characters of the provider stand in the log",
    tests: ["provider/printable.test.ts"],
  },
  {
    file: "provider/printable.ts",
    find: `.slice(0, MAXIMUM)`,
    put: ``,
    why: "the provider fills the log",
    tests: ["provider/printable.test.ts"],
  },

  {
    file: call,
    find: `export const CALL_TIMEOUT = 4_000;`,
    put: `export const CALL_TIMEOUT = 40_000;`,
    why: "one call outlasts the deadline of a login",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: call,
    find: `encoding?.toLowerCase() !== "identity"`,
    put: `encoding !== "identity"`,
    why: "an honest Identity is refused",
    tests: ["provider/bounded-call.test.ts"],
  },
  {
    file: call,
    find: `if (quotes(cause.message, sent))`,
    put: `if (false)`,
    why: "a fetch of the application puts a secret in the log",
    tests: ["login/verify-login.test.ts"],
  },
  {
    file: call,
    find: `return address.replace(/\\?.*$/s, "");`,
    put: `return address;`,
    why: "a query stands in the log",
    equivalent:
      "no address of the provider that is called has a query: it is checked only that there is no fragment",
  },

  {
    file: "provider/provider.ts",
    find: `if (credentials.method !== "private_key_jwt" && typeof credentials.secret === "function") {`,
    put: `if (false) {`,
    why: "a secret that was rotated is never used",
    tests: ["provider/client-authentication.test.ts"],
  },
  {
    file: "provider/provider.ts",
    find: `if (this.#configured?.metadata !== metadata) {`,
    put: `if (!this.#configured) {`,
    why: "a changed discovery document is never used",
    tests: ["provider/provider.test.ts"],
  },

  {
    file: keys,
    find: `const BURST = 5;`,
    put: `const BURST = 5000;`,
    why: "tokens with unknown keys make us flood the provider",
    tests: keyTests,
  },
  {
    file: keys,
    find: `const REFILL = 30_000;`,
    put: `const REFILL = 30_000_000;`,
    why: "after five unknown keys a new key is never found",
    tests: keyTests,
  },
  {
    file: keys,
    find: `this.#renewals -= 1;`,
    put: ``,
    why: "tokens with unknown keys make us flood the provider",
    tests: keyTests,
  },
  {
    file: keys,
    find: `Math.min(BURST, this.#renewals + Math.max(0, refilled))`,
    put: `this.#renewals + Math.max(0, refilled)`,
    why: "an idle night lets a flood through",
    tests: ["provider/provider.test.ts"],
  },
  {
    file: keys,
    find: `Math.max(0, refilled)`,
    put: `refilled`,
    why: "a clock that was set back stops every renewal",
    tests: keyTests,
  },
  {
    file: keys,
    find: `key?.kty && key.kty !== "oct"`,
    put: `key?.kty`,
    why: "a symmetric key in the public document signs tokens",
    equivalent:
      "a key is looked for by an algorithm that is not symmetric: HS256 takes the client’s secret alone",
  },
  {
    file: keys,
    find: `if (!Array.isArray(keys))`,
    put: `if (!keys)`,
    why: "a set of keys that is none makes a fault of ours",
    tests: ["login/finish-login.test.ts"],
  },

  {
    file: tokenError,
    find: `if (error !== "invalid_grant") return`,
    put: `if (false) return`,
    why: "a wrong secret is told as a code that expired",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: tokenError,
    find: `if (reason instanceof AuthError) return reason;`,
    put: ``,
    why: "a provider that is away is told as one that lies",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: tokenError,
    find: `status >= 500 ? "provider_error" : "token_response_invalid"`,
    put: `"token_response_invalid"`,
    why: "a provider in trouble is told as one that lies",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: tokenError,
    find: `printable(error)`,
    put: `error`,
    why: "control characters of the provider stand in the log",
    tests: ["login/verify-login.test.ts"],
  },

  {
    file: jwt,
    find: `algorithms: [algorithm],`,
    put: ``,
    why: "the algorithm is the token's choice",
    equivalent: "readAlgorithm() read the same header before",
  },
  { file: jwt, find: `    issuer: parties.issuer,`, put: ``, why: "a token of another issuer passes" },
  {
    file: jwt,
    find: `    audience: parties.clientId,`,
    put: ``,
    why: "an audience that may be missing: a token for another client passes",
  },
  {
    file: jwt,
    find: `requiredClaims: [...rules.required],`,
    put: ``,
    why: "claims that must be there may be missing",
  },
  {
    file: jwt,
    find: `    clockTolerance: CLOCK_TOLERANCE,`,
    put: `    clockTolerance: 100 * CLOCK_TOLERANCE,`,
    why: "a token that expired an hour ago passes",
  },
  {
    file: jwt,
    find: `typeof alg !== "string" || !algorithms.includes(alg)`,
    put: `typeof alg !== "string"`,
    why: "any algorithm passes",
  },
  {
    file: jwt,
    find: `typ !== undefined && !(typeof typ`,
    put: `false && !(typeof typ`,
    why: "a logout token passes as an ID token",
  },
  { file: jwt, find: `typ.toLowerCase()`, put: `typ`, why: "an honest JWT in capital letters is refused" },
  {
    file: jwt,
    find: `if (!secret)
    throw new AuthError(invalid, { hint: "the signature`,
    put: `if (false)
    throw new AuthError(invalid, { hint: "the signature`,
    why: "a token signed with the empty secret is tried",
    tests: ["provider/client-authentication.test.ts"],
  },
  {
    file: jwt,
    find: `const unknown =
      error instanceof jose.errors.JWKSNoMatchingKey ||`,
    put: `const unknown =`,
    why: "a new key is not looked for",
    tests: ["provider/provider.test.ts"],
  },
  {
    file: jwt,
    find: `      error instanceof jose.errors.JWSSignatureVerificationFailed ||
      !(`,
    put: `      !(`,
    why: "a new key under a known id is not looked for",
    tests: ["login/finish-login.test.ts"],
  },
  {
    file: jwt,
    find: `if (!renewed) throw error;`,
    put: `if (!renewed) return verifyWithOneOf(jwt, await keys.get(), options, jose);`,
    why: "a signature that does not hold is tried once more in vain",
    equivalent: "the same keys give the same refusal",
  },
];
