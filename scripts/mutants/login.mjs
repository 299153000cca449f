export const folder = "packages/server/src";
// The quick ones first: what the provider delays in the last takes its time.
export const tests = [
  "login/login-options.test.ts",
  "login/token-checks.test.ts",
  "time-and-two/strangers.test.ts",
  "login/finish-login.test.ts",
];

const authorizationRequest = "login/authorization-request.ts";
const authorizationResponse = "login/authorization-response.ts";
const options = "login/check-login-options.ts";
const finish = "login/finish-login.ts";
const page = "login/finish-page-login.ts";
const pageTests = ["login/finish-page-login.test.ts"];
const ofLogin = "login/session-of-login.ts";
const guardTests = ["guard/step-up.test.ts", "guard/require-user.test.ts", "login/login-options.test.ts"];
const hookTests = ["hooks/hooks.test.ts"];
const handlerTests = ["handler.test.ts", "login/login-options.test.ts"];

const requiredLevel = ["login/required-level.test.ts"];

export const breaks = [
  {
    file: "login/authorization-request.ts",
    find: `refuseLevels(options.acrValues ?? [], profile);`,
    put: ``,
    tests: requiredLevel,
    why: "a wish that the provider refuses leaves for it",
  },
  {
    file: "login/start-login.ts",
    find: `...(acr && { acr }) }, parameters`,
    put: `}, parameters`,
    tests: requiredLevel,
    why: "the level that every login asks for is not compared",
  },
  {
    file: "login/authorization-url.ts",
    find: `values[name].length < least`,
    put: `false`,
    tests: requiredLevel,
    why: "a nonce that is too short leaves for the provider",
  },
  {
    file: "verify/verifier-of.ts",
    find: `const acr = usualLevels(login, profile);`,
    put: `const { acr } = login;`,
    tests: requiredLevel,
    why: "the level is not compared where the application verifies",
  },
  {
    file: "settings/warn-of-authentication.ts",
    find: `clientAuthentication.some((known) => known === method)`,
    put: `true`,
    tests: ["settings/settings.test.ts"],
    why: "a key that cannot be registered is found out at the first login",
  },
  {
    file: authorizationRequest,
    find: `if (options.acr) requireProvableLevels(options.acr, profile);`,
    put: ``,
    why: "a level that the browser can forge is asked for",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `for (const name of Object.keys(parameters)) requireKnown(name, parameters.prompt, profile);`,
    put: ``,
    why: "what the provider does not know is sent to it",
  },
  {
    file: authorizationRequest,
    find: `essential: true, values: acr`,
    put: `essential: false, values: acr`,
    why: "a level that is not essential is a wish",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `essential: true, values: acr`,
    put: `essential: true, value: acr[0]`,
    why: "only the first level is asked for",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `{ auth_time: { essential: true } }`,
    put: `{}`,
    why: "without auth_time no recency can be proven",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `    return { prompt: "login" };`,
    put: `    return {};`,
    why: "no person authenticates anew for a recent login",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `maxAge === undefined) return {};`,
    put: `!maxAge) return {};`,
    why: "maxAge 0 asks for nothing",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `  throw mistake(\`maxAge: `,
    put: `  return {}; throw mistake(\`maxAge: `,
    why: "a recency that cannot be proven is promised",
    tests: guardTests,
  },
  {
    file: authorizationRequest,
    find: `"prompt" && !authorization.prompts.includes(prompt ?? "")`,
    put: `"prompt" && !authorization.prompts.includes(prompt?.split(" ")[0] ?? "")`,
    why: "a combination of prompts that the provider ignores is sent",
  },

  {
    file: authorizationResponse,
    find: `if (seen.has(name)) throw`,
    put: `if (seen.has(name) && name !== "code") throw`,
    why: "a code that comes twice passes",
    tests: [
      "login/authorization-response.test.ts",
      "login/finish-login.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `received === null ? announced : received !== issuer`,
    put: `received !== null && received !== issuer`,
    why: "an announced issuer may be missing (mix-up)",
    tests: [
      "login/authorization-response.test.ts",
      "login/finish-login.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `received === null ? announced : received !== issuer`,
    put: `received === null && announced`,
    why: "the issuer of the answer is not compared (mix-up)",
    tests: [
      "login/authorization-response.test.ts",
      "login/finish-login.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `if (response.get("state") !== state) throw`,
    put: `if (false) throw`,
    why: "the state of the answer is not compared",
    tests: [
      "login/authorization-response.test.ts",
      "login/verify-login.test.ts",
      "login/finish-page-login.test.ts",
      "login/finish-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `if (!response.get("code")) throw invalid`,
    put: `if (response.get("code") === null) throw invalid`,
    why: "an empty code is redeemed",
    tests: [
      "login/authorization-response.test.ts",
      "login/finish-login.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `if (UNASKED.some((name) => response.has(name))) throw`,
    put: `if (false) throw`,
    why: "tokens in the address pass",
    tests: [
      "login/authorization-response.test.ts",
      "login/finish-login.test.ts",
      "login/verify-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `const said = printable(\`\${error}\${description ? \` (\${description})\` : ""}\`);`,
    put: `const said = \`\${error}\${description ? \` (\${description})\` : ""}\`;`,
    why: "what a link says in its error is quoted whole",
    tests: [
      "login/authorization-response.test.ts",
      "login/verify-login.test.ts",
      "login/finish-login.test.ts",
      "login/token-checks.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `Object.hasOwn(MEANINGS, error)`,
    put: `true`,
    why: "error=constructor finds a function",
    tests: [
      "login/authorization-response.test.ts",
      "login/verify-login.test.ts",
      "login/finish-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `unmet_authentication_requirements: "acr_not_reached",`,
    put: ``,
    why: "a level that was not reached is not told as such",
    tests: [
      "login/authorization-response.test.ts",
      "login/verify-login.test.ts",
      "login/finish-login.test.ts",
    ],
  },
  {
    file: authorizationResponse,
    find: `consent_required: "login_required",`,
    put: ``,
    why: "a silent login that needs consent shows an error",
    tests: [
      "login/authorization-response.test.ts",
      "login/verify-login.test.ts",
      "login/finish-login.test.ts",
    ],
  },

  {
    file: "login/begin-session.ts",
    find: `report("login_succeeded", { acrProven: session.user.authentication.acrProven }, settings.logger);`,
    put: ``,
    why: "a security event is never reported",
    tests: ["events.test.ts"],
  },
  {
    file: "login/begin-session.ts",
    find: `await sessionBackend.begin(session, cookies, deviceOf(request));`,
    put: `await sessionBackend.begin(session, cookies, deviceOf(request)).finally(() => report("login_succeeded", {}, settings.logger));`,
    why: "a login that failed is reported as a success",
    tests: ["events.test.ts", "time-and-two/store-fails.test.ts"],
  },

  {
    file: options,
    find: `value === "" || isEmail(value)`,
    put: `true`,
    why: "what is no e-mail is suggested",
  },
  {
    file: options,
    find: `const LONGEST_NAME = 128;`,
    put: `const LONGEST_NAME = 129;`,
    why: "a prompt has another bound than the one documented",
  },
  {
    file: options,
    find: `const MOST_LEVELS = 10;`,
    put: `const MOST_LEVELS = 11;`,
    why: "a list of levels has another bound than the one documented",
  },
  {
    file: options,
    find: `{1,128}`,
    put: `{1,129}`,
    why: "a level has another bound than the one documented",
  },
  {
    file: options,
    find: `{0,128}`,
    put: `{0,129}`,
    why: "an identity provider has another bound than the one documented",
  },
  {
    file: options,
    find: `v.transform(withoutSpaces),`,
    put: ``,
    why: "a SIRET with spaces is not understood",
  },
  {
    file: options,
    find: `value === "" || isSiret(value)`,
    put: `true`,
    why: "what is no SIRET is a dead end at the provider",
  },
  {
    file: options,
    find: `acr: v.exactOptional(levels())`,
    put: `acr: v.optional(levels())`,
    why: "acr that is undefined asks for nothing",
  },
  {
    file: options,
    find: `maxAge: v.exactOptional(seconds(0))`,
    put: `maxAge: v.optional(seconds(0))`,
    why: "maxAge that is undefined asks for nothing",
  },

  {
    file: finish,
    find: `if (await sessionBackend.read(cookies)) return seeOther`,
    put: `if (cookies) return seeOther`,
    why: "an answer that is not of this browser goes home in silence",
  },
  {
    file: finish,
    find: `const { cookies, parameters } = callback;`,
    put: `const { cookies, parameters } = callback; parameters.delete("iss");`,
    why: "the issuer is dropped before it is compared",
    tests: ["login/verify-login.test.ts", "login/finish-login.test.ts"],
  },
  {
    file: "login/answer-once.ts",
    find: `if (earlier) return`,
    put: `if (false) return`,
    why: "a person who clicks twice sees an error page",
    tests: ["login/callback-twice.test.ts"],
  },
  {
    file: "login/answer-once.ts",
    find: `JSON.stringify([sealed, parameters.toString()])`,
    put: `JSON.stringify([sealed])`,
    why: "another answer of the provider gets the session of the first",
    tests: ["login/callback-twice.test.ts"],
  },
  {
    file: "login/answer-once.ts",
    find: `callbackAnswers.delete(key);`,
    put: ``,
    why: "a cookie that was copied opens the session of an answer that was given",
    tests: ["login/callback-twice.test.ts"],
  },
  {
    file: "login/answer-once.ts",
    find: `look > 0 && found.location`,
    put: `found.location`,
    why: "another instance gives the session of an answer out again",
    tests: ["login/callback-twice.test.ts"],
  },
  {
    file: finish,
    find: `    shareAnswer(key, response, context);`,
    put: ``,
    why: "at another instance a person who clicks twice sees an error page",
    tests: ["login/callback-twice.test.ts"],
  },
  {
    file: finish,
    find: `await withDeadline(verifying)`,
    put: `await verifying`,
    why: "a person waits as long as the provider likes",
    tests: ["hooks/own-time.test.ts"],
  },
  {
    file: finish,
    find: `setCookie: [...setCookie, counted, ...concluded.setCookie] };`,
    put: `setCookie: [counted, ...concluded.setCookie] };`,
    why: "a finished transaction stays in the browser",
  },
  {
    file: finish,
    find: `asked.prompt === "none" && error`,
    put: `error`,
    why: "a refusal of a login that was no silent one is hidden",
  },
  {
    file: finish,
    find: ` && error.code === "login_required"`,
    put: ``,
    why: "any failure of a silent login is hidden",
  },

  {
    file: page,
    find: `code_verifier: /^[\\w.~-]{43,128}$/`,
    put: `code_verifier: /^[\\w.~-]{1,128}$/`,
    why: "a page may use a verifier that can be guessed",
    tests: pageTests,
  },
  {
    file: page,
    find: `nonce: /^[\\w-]{22,128}$/`,
    put: `nonce: /^[\\w-]{0,128}$/`,
    why: "a page may use no nonce",
    tests: pageTests,
  },
  {
    file: page,
    find: `if (!redirectUris.includes(answer.redirect_uri)) {`,
    put: `if (!redirectUris.some((each) => answer.redirect_uri.startsWith(each))) {`,
    why: "a page that was not named finishes a login",
    tests: pageTests,
  },
  {
    file: page,
    find: `Object.hasOwn(members, name) ? members[name] : undefined`,
    put: `members[name]`,
    why: "an inherited member counts",
    tests: pageTests,
    equivalent: "what JSON.parse makes inherits nothing of these names",
  },
  {
    file: page,
    find: `await withDeadline(verifyLogin(response, transaction, redirectUri, context.provider))`,
    put: `await verifyLogin(response, transaction, redirectUri, context.provider)`,
    why: "a page waits as long as the provider likes",
    tests: ["hooks/own-time.test.ts"],
  },
  {
    file: page,
    find: `...(iss !== undefined && { iss })`,
    put: ``,
    why: "the issuer that the page received is not compared",
    tests: pageTests,
  },

  {
    file: "login/session-of-login.ts",
    find: `(user.email ?? "").toLowerCase()`,
    put: `user.email ?? ""`,
    why: "the same e-mail in other letters counts as another person",
    tests: hookTests,
  },
  {
    file: "login/login-parameters.ts",
    find: `(allowLoginParameters as readonly string[]).includes(name) && parameters.get(name)`,
    put: `parameters.get(name)`,
    why: "a link sets parameters that the application did not allow",
    tests: handlerTests,
  },
  {
    file: "login/login-parameters.ts",
    find: `prompt !== undefined && [...authorization.prompts, "none"].includes(prompt)`,
    put: `prompt !== undefined`,
    why: "a link with an unknown prompt ends in a 500",
    tests: handlerTests,
  },
  {
    file: "login/login-parameters.ts",
    find: `[...authorization.prompts, "none"]`,
    put: `[...authorization.prompts]`,
    why: "a silent login that the provider does not know goes on in sight",
    tests: handlerTests,
  },
  {
    file: "login/login-parameters.ts",
    find: `logger.warn(
        "login_parameter_ignored"`,
    put: `void (
        "login_parameter_ignored"`,
    why: "a dropped parameter is dropped in silence",
  },
  {
    file: "login/login-parameters.ts",
    find: `?.split(" ").filter((word) => word !== "")`,
    put: `?.split(" ")`,
    why: "two spaces between levels drop the parameter",
    tests: handlerTests,
  },

  {
    file: "login/turns.ts",
    find: `if (logins >= MOST && names(cookieName(settings, "session"), cookies).length === 0)`,
    put: `if (false)`,
    why: "a lost session sends a person round in circles",
    tests: ["circles.test.ts"],
  },
  {
    file: "login/turns.ts",
    find: `if (turnsOf(cookies, settings).logins < MOST_AT_ALL) return;`,
    put: `return;`,
    why: "a page that gets no cookie sends a person round in circles",
    tests: ["circles.test.ts"],
  },
  {
    file: "login/turns.ts",
    find: `const MOST_AT_ALL = 15;`,
    put: `const MOST_AT_ALL = 5;`,
    why: "tabs that are restored at once are taken for a circle",
    tests: ["circles.test.ts"],
  },
  {
    file: "login/login-route.ts",
    find: `if (isElsewhere(request, settings)) return sendTo(loginAtOwnHost(parameters, settings), [], request);`,
    put: ``,
    why: "a login at another name of the host loses its cookie",
    tests: handlerTests,
  },
  {
    file: "login/login-route.ts",
    find: `if (denial)`,
    put: `if (false)`,
    why: "what a page of Next asked for is forgotten",
    tests: ["adapters/next.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: "login/login-route.ts",
    find: `[...(await readForm(request)), ...query(request)]`,
    put: `[...query(request), ...(await readForm(request))]`,
    why: "the address of a form wins over its fields",
    tests: ["handler.test.ts"],
  },

  {
    file: "login/provable-levels.ts",
    find: `if (forgeable.length > 0) {`,
    put: `if (forgeable.length > 1) {`,
    why: "a level that the browser can forge counts",
    tests: guardTests,
  },
  {
    file: "login/provable-levels.ts",
    find: `if (forgeable.length > 0) {`,
    put: `if (forgeable.length === acr.length) {`,
    why: "in a list a level that the browser can forge counts",
    tests: guardTests,
  },
  {
    file: "login/provable-levels.ts",
    find: `if (rules.values.includes(value)) continue;`,
    put: `continue;`,
    why: "a misspelt level is asked for",
    tests: guardTests,
  },

  {
    file: "login/recency.ts",
    find: `age <= maxAge + CLOCK_TOLERANCE && `,
    put: `age <= maxAge && `,
    why: "the login and its guard tell a recent login apart in two ways: a circle",
    tests: ["login/recency.test.ts"],
  },
  {
    file: "login/recency.ts",
    find: `age >= -CLOCK_TOLERANCE && `,
    put: ``,
    why: "an authentication in the future stays fresh",
    tests: ["login/recency.test.ts"],
  },
  {
    file: "login/recency.ts",
    find: ` && time <= receivedAt + CLOCK_TOLERANCE`,
    put: ``,
    why: "an authentication after its own session counts",
    tests: ["login/recency.test.ts"],
  },

  {
    file: "login/redeem-code.ts",
    find: `new URL(\`\${redirectUri}?`,
    put: `new URL(\`\${redirectUri}/?`,
    why: "another redirect URI than the registered one is sent",
  },
  {
    file: "login/redeem-code.ts",
    find: `if (!tokens.id_token) throw`,
    put: `if (tokens.id_token === null) throw`,
    why: "an answer without an ID token goes on",
    tests: ["login/finish-login.test.ts", "login/verify-login.test.ts"],
    equivalent: "openid-client refuses it before, because a nonce was expected",
  },
  {
    file: "login/redeem-code.ts",
    find: `...(verifier && { pkceCodeVerifier: verifier }),`,
    put: ``,
    why: "the code is redeemed without its verifier",
  },
  {
    file: "login/redeem-code.ts",
    find: `throw tokenError(error, "authorization_response_invalid", provider.settings.variables);`,
    put: `throw tokenError(error, "login_expired");`,
    why: "a code of another person is told as an expired one",
    tests: ["login/finish-login.test.ts"],
  },

  {
    file: ofLogin,
    find: `const epochs = await sessionBackend.epochs(client, user.sub, sid);
  const received = receivedLogin(login, transaction, current);
  const { data, redirect, setCookie } = await askApplication(received, tokens.idToken, settings);`,
    put: `const received = receivedLogin(login, transaction, current);
  const { data, redirect, setCookie } = await askApplication(received, tokens.idToken, settings);
  const epochs = await sessionBackend.epochs(client, user.sub, sid);`,
    why: "what ends a person's sessions during a hook misses the new one",
    tests: ["time-and-two/end-everywhere.test.ts"],
  },
  {
    file: ofLogin,
    find: `await askApplication(received, tokens.idToken, settings);`,
    put: `{ data: undefined, redirect: undefined, setCookie: [] };`,
    why: "the hook is not asked whom the application lets in",
    tests: hookTests,
  },
  {
    file: ofLogin,
    find: `...(sid !== undefined && { sid }),`,
    put: ``,
    why: "the provider's session cannot end ours",
    tests: ["logout/backchannel-logout.test.ts"],
  },
  {
    file: ofLogin,
    find: `...(epochs.length > 0 && { epochs }),`,
    put: ``,
    why: "after logging out everywhere no person gets in again",
    tests: ["time-and-two/end-everywhere.test.ts"],
  },
  {
    file: ofLogin,
    find: `{ ...idTokenClaims, ...userinfoClaims }`,
    put: `{ ...userinfoClaims }`,
    why: "claims of the ID token cannot be kept",
    tests: ["handler.test.ts"],
  },
  {
    file: ofLogin,
    find: `settings.profile.logout.idTokenHint !== "unused" && `,
    put: ``,
    why: "a session keeps an ID token for nothing",
    tests: ["handler.test.ts"],
  },
  {
    file: ofLogin,
    find: `settings.keepRefreshToken &&`,
    put: `true &&`,
    why: "a session keeps a refresh token that was not asked for",
    tests: ["refresh/refresh.test.ts", "hooks/hooks.test.ts", "handler.test.ts"],
  },
  {
    file: ofLogin,
    find: `...(data && { data }),`,
    put: ``,
    why: "what the hook gave is lost",
    tests: hookTests,
  },
  {
    file: ofLogin,
    find: `...(Object.keys(provenFor).length > 0 && { provenFor }),`,
    put: ``,
    why: "a step-up is not recognised: a circle",
    tests: guardTests,
  },
  {
    file: ofLogin,
    find: `hint !== undefined && hint !== digestOf(`,
    put: `hint !== digestOf(`,
    why: "every login without a hint counts as of another person",
    tests: hookTests,
  },
  {
    file: ofLogin,
    find: `nonce: transaction.nonce }`,
    put: `nonce: transaction.state }`,
    why: "a refreshed ID token is compared with another nonce",
    tests: ["refresh/refresh.test.ts"],
  },
];
