/** Several providers in one application: each keeps to what is its own. */
export const folder = "packages/server/src";
export const tests = ["several-providers.test.ts"];

const tokens = ["several-providers-tokens.test.ts"];
const settings = ["settings/read-application.test.ts"];

export const breaks = [
  {
    file: "logout/backchannel-logout.ts",
    find: `first.each.find(({ settings }) => settings.profile.idToken.encryption) ?? first;`,
    put: `first;`,
    tests: ["several-providers-encryption.test.ts"],
    why: "an encrypted logout token ends no session beside a provider that only signs",
  },
  {
    file: "login/proofs.ts",
    find: `"certifiedOfficer", "maxAge"] as const`,
    put: `"maxAge"] as const`,
    why: "a guard for certified officers does not say that it needs the provider's name",
  },
  {
    file: "settings/environment.ts",
    find: `.filter((variable) => !environment[variable]?.trim())`,
    put: ``,
    tests: settings,
    why: "a variable of the kit is passed over",
  },
  {
    file: "handler.ts",
    find: `(provider === undefined ? undefined : ofProvider(provider, first)) ?? first;`,
    put: `first;`,
    why: "a callback of one provider is taken for the first one's",
  },
  {
    file: "handler.ts",
    find: `isOfPerson ? await providerOfPerson(request, first) : named`,
    put: `named`,
    why: "people of the second provider change their account at the first",
  },
  {
    file: "session-context.ts",
    find: `new Sealing(keys, scope)`,
    put: `new Sealing(keys, clientScope(first))`,
    why: "what was sealed for one provider opens at another",
    tests: ["mix-up.test.ts"],
  },
  {
    file: "login/transactions.ts",
    find: `openedByAny(this.#sealings, name, value)`,
    put: `this.#sealing.open(name, value)`,
    why: "a tab at one provider ends the newest tab at another",
  },
  {
    file: "login/conclude-login.ts",
    find: `current && sessionView(current)`,
    put: `undefined`,
    why: "a second login does not tell who is logged in",
  },
  {
    file: "login/choose-provider.ts",
    find: `return goesOn(options) ? providerOfPerson(request, first) : first;`,
    put: `return first;`,
    why: "a step-up is at another provider than the session's",
  },
  {
    file: "login/start-login.ts",
    find: `requireProvider(checked, settings);`,
    put: ``,
    why: "a login at a provider that there is not goes to the first one",
  },
  {
    file: "login/third-party-login.ts",
    find: `(issuer === null ? undefined : ofIssuer(issuer, route)) ?? route`,
    put: `route`,
    why: "no other site can ask for a login at the second provider",
  },
  {
    file: "guard/guard-rules.ts",
    find: `if (!provider) requireOneMeaning(requirements, each);`,
    put: ``,
    why: "a level is asked of people of a provider where it means something else",
  },
  {
    file: "logout/start-logout.ts",
    find: `return own ?? refusing ?? (first.each.length === 1 ? first : undefined);`,
    put: `return first;`,
    why: "a logout is at another provider than the login was",
  },
  {
    file: "logout/start-logout.ts",
    find: `const own = session && ofSession(session, first) === context ? session : undefined;`,
    put: `const own = session;`,
    why: "one provider is shown the ID token of another",
  },
  {
    file: "logout/finish-logout.ts",
    find: `next && (ofProvider(next.provider, context) ?? context)`,
    put: `next && context`,
    why: "who changes the account comes back to another provider",
  },
  {
    file: "logout/backchannel-logout.ts",
    find: `if (first.each.length === 1) return first;`,
    put: `return first;`,
    why: "the second provider ends no session",
    tests: tokens,
  },
  {
    file: "refresh/refresh.ts",
    find: `return ofSession(session, this.#context) ?? this.#context;`,
    put: `return this.#context;`,
    why: "a refresh token is shown to another provider",
    tests: tokens,
  },
  {
    file: "refresh/revoke.ts",
    find: `const { provider } = ofSession(session, context) ?? context;`,
    put: `const { provider } = context;`,
    why: "a token is revoked at another provider",
    tests: tokens,
  },
  {
    file: "settings/read-application.ts",
    find: `several.isFirst ? options : forOthers`,
    put: `options`,
    why: "a page is registered where no login of it is",
    tests: ["announce.test.ts"],
  },
  {
    file: "settings/read-application.ts",
    find: `if (same) problems.push(`,
    put: `if (!same) problems.push(`,
    why: "two providers have one issuer",
    tests: settings,
  },
  {
    file: "settings/read-application.ts",
    find: `if (!isTold) problems.push(problem);`,
    put: `problems.push(problem);`,
    why: "a mistake of the application is told once for each provider",
    tests: settings,
  },
  {
    file: "settings/entries.ts",
    find: `if (profile.id !== id) refuse(`,
    put: `if (false) refuse(`,
    why: "a profile stands under a name that is not its own",
    tests: settings,
  },
  {
    file: "settings/environment.ts",
    find: `if (!meant && !name.startsWith("MONCOMPTEPRO_")) continue;`,
    put: ``,
    why: "another program's variable is called unknown",
    tests: settings,
  },
  {
    file: "settings/settings.ts",
    find: `several?.isFirst ? "" : providerPath`,
    put: `""`,
    why: "the answers of two providers come back to one address",
    tests: settings,
  },
  {
    file: "login/start-login.ts",
    find: `authorizationUrl(transaction, parameters, settings.redirectUri, provider)`,
    put: `authorizationUrl(transaction, parameters, \`\${settings.origin}\${settings.path}/callback\`, provider)`,
    why: "a provider that sends people on to another one finds its redirect URI registered there",
    tests: ["mix-up.test.ts"],
  },
];
