export const folder = "packages/server/src";
export const tests = ["settings/settings.test.ts", "settings/strict.test.ts"];

const algorithms = "settings/algorithms.ts";
const algorithmTests = ["settings/algorithms.test.ts", "settings/settings.test.ts"];
const authorization = "settings/authorization.ts";
const table = "settings/settings-table.ts";
const addresses = "settings/addresses.ts";
const credentials = "settings/credentials.ts";
const environment = "settings/environment.ts";
const members = "settings/members.ts";
const provider = "settings/provider-form.ts";
const settings = "settings/settings.ts";
const combinations = "settings/combinations.ts";
const readProvider = "settings/read-provider-settings.ts";
const scopes = "settings/scopes.ts";
const weak = "settings/weak-secrets.ts";

export const breaks = [
  {
    file: "settings/sent-as.ts",
    find: `parameters.includes("kc_idp_hint") ? "kc_idp_hint" : name`,
    put: `false ? "kc_idp_hint" : name`,
    why: "a hospital's people are not led to its own identity provider",
    tests: ["login/absent-level.test.ts"],
  },
  {
    file: "settings/session-secrets.ts",
    find: `v.minLength(32, MESSAGE)`,
    put: `v.minLength(8, MESSAGE)`,
    why: "a secret of eight characters seals sessions",
  },
  {
    file: "settings/session-settings.ts",
    find: `default: 3600,`,
    put: `default: 36_000,`,
    why: "a session lives ten hours unused",
  },
  {
    file: "settings/session-settings.ts",
    find: `default: 43_200,`,
    put: `default: 432_000,`,
    why: "a session lives five days",
  },
  {
    file: algorithms,
    find: `if (!known.includes(algorithm)) {`,
    put: `if (setting === "") {`,
    why: "an algorithm that the provider does not know is set",
    tests: algorithmTests,
  },
  {
    file: algorithms,
    find: `if (registered) return { userinfoFormats: ["jwt"], userinfoAlgorithms: [registered] };`,
    put: `if (registered) return { userinfoFormats: formats, userinfoAlgorithms: [registered] };`,
    why: "plain claims pass where signed ones are registered (downgrade)",
    tests: algorithmTests,
  },
  {
    file: algorithms,
    find: `privateKey !== undefined && clientSecret === undefined`,
    put: `privateKey === ""`,
    why: "an algorithm whose key is missing passes at the start",
    tests: ["settings/settings.test.ts"],
  },
  {
    file: "settings/warn-of-authentication.ts",
    find: `if (clientAuthentication.some(`,
    put: `if (id !== "" || clientAuthentication.some(`,
    why: "a client authentication that the provider does not take is told by failing logins only",
    tests: ["settings/settings.test.ts"],
  },
  {
    file: algorithms,
    find: `return algorithms.filter((algorithm) => !isSymmetric(algorithm));`,
    put: `return algorithms;`,
    why: "a token signed with the client secret passes unasked",
    tests: algorithmTests,
  },
  {
    file: algorithms,
    find: `? [idTokenSignedResponseAlg]`,
    put: `? asymmetric(idToken.signingAlgorithms)`,
    why: "the registered algorithm is not the only one",
    tests: algorithmTests,
  },
  {
    file: algorithms,
    find: `userinfo.formats.includes("json") ? ["none"] : []`,
    put: `["none"]`,
    why: "plain claims are accepted from a provider that always signs",
    tests: algorithmTests,
  },

  {
    file: authorization,
    find: `v.transform(withoutSpaces),`,
    put: ``,
    why: "a SIRET with spaces lets no person in",
  },
  {
    file: authorization,
    find: `v.check(isSiret, SIRETS)`,
    put: `v.check(() => true, SIRETS)`,
    why: "a mistyped SIRET lets no person in, in silence",
  },
  {
    file: authorization,
    find: `!value.includes("@")`,
    put: `true`,
    why: "a domain with an @ lets no person in, in silence",
  },
  {
    file: authorization,
    find: `v.toLowerCase(),`,
    put: ``,
    why: "a domain in capital letters lets no person in",
    tests: [...tests, "hooks/hooks.test.ts"],
  },
  {
    file: authorization,
    find: `sirets: v.exactOptional(`,
    put: `sirets: v.optional(`,
    why: "a list that got lost lets everybody in",
  },
  {
    file: authorization,
    find: `emailDomains: v.exactOptional(`,
    put: `emailDomains: v.optional(`,
    why: "a list that got lost lets everybody in",
  },
  {
    file: authorization,
    find: `roles: v.exactOptional(`,
    put: `roles: v.optional(`,
    why: "a list that got lost lets everybody in",
  },
  {
    file: authorization,
    find: `Object.keys(value).length > 0`,
    put: `true`,
    why: "an empty authorize lets everybody in",
  },
  {
    file: authorization,
    find: `|| opens(scope, claim, scopes)) continue;`,
    put: `|| scopesOf(claim, scopes).length === 0 || opens(scope, claim, scopes)) continue;`,
    why: "roles of a provider that gives none let no person in, in silence",
  },
  {
    file: "settings/scopes.ts",
    find: `scope.split(" ").includes(name)`,
    put: `scope.includes(name)`,
    why: "a scope that only holds the name counts",
  },

  {
    file: "settings/known-issuers.ts",
    find: `if (instead !== undefined) return refuse(instead);`,
    put: ``,
    why: "an application waits for a host that answers no more",
    tests: ["settings/known-issuers.test.ts"],
  },
  {
    file: "settings/known-issuers.ts",
    find: `if (same.length > 0) return refuseForeign(same, profile, refuse);`,
    put: `if (same.length > 0) return undefined;`,
    why: "the rules of one provider are applied to another one",
    tests: ["settings/known-issuers.test.ts"],
  },
  {
    file: "settings/known-issuers.ts",
    find: `!place || !isBuiltIn || places`,
    put: `!place || places`,
    why: "a changed copy of a built-in profile is refused",
    tests: ["settings/known-issuers.test.ts"],
  },
  {
    file: "settings/place.ts",
    find: `if (allowInsecureIssuer && isProduction)`,
    put: `if (false)`,
    why: "an insecure issuer is taken in production",
    tests: ["settings/place.test.ts"],
  },
  {
    file: "settings/place.ts",
    find: `!allowInsecureIssuer && !isSecure(`,
    put: `false && !isSecure(`,
    why: "an insecure issuer is taken without a word",
    tests: ["settings/place.test.ts"],
  },
  { file: addresses, find: `must(isSecure, `, put: `must(() => true, `, why: "secrets travel in the clear" },
  { file: addresses, find: `!username && !password`, put: `!username`, why: "an address holds a password" },
  { file: addresses, find: `!search && !hash`, put: `!hash`, why: "a redirect URI holds a query" },
  {
    file: "settings/addresses.ts",
    find: `/^\\/(?!\\/)[^\\\\\\s?#]*$/`,
    put: `/^\\/[^\\\\\\s?#]*$/`,
    why: "afterLogout //evil.example is followed",
  },
  {
    file: "settings/settings-table.ts",
    find: `/(^|\\s)openid(\\s|$)/`,
    put: `/openid/`,
    why: "a scope that only holds the letters openid passes",
  },
  {
    file: "settings/settings-table.ts",
    find: `v.regex(/[^/]$/, "must not end with /")`,
    put: `v.regex(/./, "must not end with /")`,
    why: "routes are at //login",
  },
  { file: table, find: `idle <= absolute`, put: `true`, why: "an idle time above the absolute one is taken" },

  {
    file: credentials,
    find: `if (clientSecret !== undefined && privateKey !== undefined) {`,
    put: `if (false) {`,
    why: "of two credentials one is chosen in silence",
  },
  {
    file: credentials,
    find: `modulusLength >= 2048`,
    put: `modulusLength >= 1024`,
    why: "a key that can be broken is taken",
  },
  {
    file: credentials,
    find: `namedCurve === "prime256v1"`,
    put: `namedCurve`,
    why: "a key of another curve fails at the first login",
  },
  {
    file: "settings/private-key.ts",
    find: `written.replaceAll("\\\\n", "\\n")`,
    put: `written`,
    why: "a key in one line of an environment file is not read",
  },
  {
    file: "settings/private-key.ts",
    find: `typeof jwk.kid === "string" && jwk.kid !== "" && { keyId: jwk.kid }`,
    put: `false`,
    why: "the provider cannot tell which key signed",
    tests: [...tests, "provider/provider.test.ts"],
  },
  {
    file: "settings/private-key.ts",
    find: `    return undefined;
  }`,
    put: `    throw new Error(written);
  }`,
    why: "a message quotes the key",
  },

  {
    file: environment,
    find: `[option, environment[variable]?.trim()]`,
    put: `[option, environment[variable]]`,
    why: "a variable of spaces counts as given",
  },
  {
    file: environment,
    find: `.filter(([, value]) => value);`,
    put: `.filter(([, value]) => value !== undefined);`,
    why: "a line NAME= counts as given",
  },
  {
    file: environment,
    find: `{ ...Object.fromEntries(fromEnvironment), ...Object.fromEntries(given) }`,
    put: `{ ...Object.fromEntries(given), ...Object.fromEntries(fromEnvironment) }`,
    why: "a variable overrules what the application says",
  },
  {
    file: environment,
    find: `if (known.includes(name)) continue;`,
    put: `continue;`,
    why: "a misspelt variable does nothing, in silence",
  },

  {
    file: "settings/forms.ts",
    find: `v.pipe(v.array(entry, message), v.minLength(1, message))`,
    put: `v.array(entry, message)`,
    why: "an empty list lets everybody in",
    tests: [...tests, "guard/requirements.test.ts"],
  },
  {
    file: "settings/forms.ts",
    find: `v.safeInteger("must be whole seconds"),`,
    put: ``,
    why: "half a second is taken",
    tests: [...tests, "guard/requirements.test.ts"],
  },
  {
    file: "settings/forms.ts",
    find: `v.minValue(minimum,`,
    put: `v.minValue(-9,`,
    why: "a negative time is taken",
    tests: [...tests, "guard/requirements.test.ts"],
  },
  {
    file: "settings/forms.ts",
    find: `v.pipe(v.string(message), v.trim(), v.nonEmpty(message))`,
    put: `v.pipe(v.string(message), v.nonEmpty(message))`,
    why: "a text of spaces is taken",
    tests: [...tests, "guard/requirements.test.ts"],
  },
  {
    file: "settings/identity.ts",
    find: `const identity = { issuer, sub };`,
    put: `const identity = { issuer, sub: sub ?? "unknown" };`,
    why: "a user without a sub ends nothing, in silence",
  },

  {
    file: members,
    find: `if (!isGiven && schema.type === "exact_optional") continue;`,
    put: `if (schema.type === "exact_optional" && given[name] === undefined) continue;`,
    why: "a restriction that got lost lets everybody in",
    tests: [...tests, "guard/requirements.test.ts"],
  },
  {
    file: members,
    find: `const isGiven = Object.hasOwn(given, name);`,
    put: `const isGiven = true;`,
    why: "what is missing is told as undefined",
  },
  {
    file: members,
    find: `problems.push(...unknownNames(Object.keys(given), Object.keys(entries)));`,
    put: ``,
    why: "a misspelt restriction lets everybody in",
  },
  {
    file: members,
    find: `return prototype === null || Object.getPrototypeOf(prototype) === null;`,
    put: `return true;`,
    why: "restrictions that are inherited are overlooked",
  },
  {
    file: members,
    find: `return problems.length > 0 ? NEVER : (checked as T);`,
    put: `return checked as T;`,
    why: "a member with a mistake is taken",
    equivalent: "the issue that was added refuses it all the same",
  },

  {
    file: provider,
    find: `forgeable: texts("levels"),`,
    put: `forgeable: v.optional(texts("levels")),`,
    why: "a profile that does not say what can be forged is taken",
  },
  {
    file: provider,
    find: `toUser: v.function("must be a function"),`,
    put: `toUser: v.unknown(),`,
    why: "a profile without toUser fails at the first login",
  },
  {
    file: provider,
    find: `recency: oneOf("auth_time", "max_age", "unprovable"),`,
    put: `recency: v.string(),`,
    why: "a profile with an unknown recency proves nothing",
  },
  {
    file: "settings/redis-store-options.ts",
    find: `v.maxValue(60_000, message)`,
    put: `v.maxValue(6_000_000, message)`,
    why: "a command waits for an hour",
    tests: [...tests, "stores/redis-refusals.test.ts", "stores/redis.test.ts"],
  },
  {
    file: "settings/settings-error.ts",
    find: `  readonly #problems: readonly string[];`,
    put: `  #problems: readonly string[];`,
    why: "a set of mistakes can be changed",
    equivalent: "only a type: nothing of it runs",
  },

  {
    file: settings,
    find: `if (!isPlainObject(options)) {`,
    put: `if (typeof options !== "object") {`,
    why: "options that are no object, or inherited, count as none",
  },
  {
    file: settings,
    find: `refuseWeakSecrets(checked, problems);`,
    put: ``,
    why: "a secret of the documentation seals sessions",
  },
  {
    file: combinations,
    find: `if (checked.keepRefreshToken && !profile.refreshToken)`,
    put: `if (false)`,
    why: "refresh tokens of a provider that gives none are promised",
  },
  {
    file: combinations,
    find: `if (checked.browserRedirectUris?.length && profile.pkce === "forbidden")`,
    put: `if (false)`,
    why: "logins of pages without PKCE are promised",
  },
  {
    file: combinations,
    find: `checkLists(checked.authorize, scopeOf(checked, profile), profile, problems);`,
    put: ``,
    why: "roles without their scope let no person in, in silence",
  },
  {
    file: settings,
    find: `if ([given].flat().some((address) => new URL(address).origin !== origin)) {`,
    put: `if (false) {`,
    why: "a code goes to another site",
  },
  {
    file: "settings/place.ts",
    find: `Object.hasOwn(profile.environments, environment)
    ?`,
    put: `environment in profile.environments
    ?`,
    why: "an environment called constructor is found",
  },
  {
    file: settings,
    find: `secureCookies: protocol === "https:",`,
    put: `secureCookies: true,`,
    why: "on localhost no browser takes the cookies",
  },
  {
    file: settings,
    find: `secureCookies: protocol === "https:",`,
    put: `secureCookies: false,`,
    why: "the session travels in the clear",
  },
  {
    file: "settings/place.ts",
    find: `if (discovery !== undefined && issuer === address)`,
    put: `if (discovery !== undefined)`,
    why: "another issuer is looked for at the profile's address",
  },
  {
    file: "settings/place.ts",
    find: `discovery?.startsWith(\`\${known}/\`)`,
    put: `discovery`,
    why: "a part of the profile's address is looked for under another issuer",
  },
  {
    file: settings,
    find: `pathname.replace(/\\/$/, "")`,
    put: `pathname`,
    why: "an application under a path has two slashes",
  },
  {
    file: settings,
    find: `afterLogout: \`\${basePath}\${afterLogout}\``,
    put: `afterLogout`,
    why: "an application under a path leads its people elsewhere",
  },
  {
    file: readProvider,
    find: `"clientAuthentication",`,
    put: ``,
    why: "another library proves the client otherwise than the variable says",
    tests: ["verify/verifier.test.ts"],
  },
  {
    file: readProvider,
    find: `checkMandatoryClaims(checked, profile, problems);`,
    put: ``,
    why: "a scope that refuses every login starts",
  },
  {
    file: combinations,
    find: `if (!authorization.parameters.includes(sentAs(name, profile)))`,
    put: `if (false)`,
    why: "links carry what the provider refuses",
  },
  {
    file: scopes,
    find: `requireOrganization ? defaultScope`,
    put: `true ? defaultScope`,
    why: "an application that wants no organisation asks for one",
    tests: ["login/without-organization.test.ts"],
  },
  {
    file: scopes,
    find: `(scope ?? usual)`,
    put: `usual`,
    why: "the scope of the application is overlooked",
    tests: [...tests, "login/login-options.test.ts"],
  },
  {
    file: "settings/test-session.ts",
    find: `{ sub: text("must be the sub of a user") }`,
    put: `{}`,
    why: "a test logs no person in",
    tests: [...tests, "testing.test.ts"],
  },

  {
    file: weak,
    find: `new Set(secret).size < 8`,
    put: `new Set(secret).size < 2`,
    why: "a secret of three letters seals sessions",
  },
  {
    file: weak,
    find: `sessionSecret.some((secret) => DOCUMENTED.test(secret))`,
    put: `false`,
    why: "a secret of the documentation seals sessions",
  },
  {
    file: weak,
    find: `typeof clientSecret === "string" && DOCUMENTED.test(clientSecret)`,
    put: `false`,
    why: "a client secret of the documentation is used",
  },
  {
    file: weak,
    find: `if (!/^https:/i.test(baseUrl ?? "")) return;`,
    put: `if (!/^https:/.test(baseUrl ?? "")) return;`,
    why: "HTTPS:// in capital letters is called local",
  },
];
