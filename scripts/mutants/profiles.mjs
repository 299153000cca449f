export const folder = "packages/profiles/src";
export const tests = ["profiles.test.ts", "acr.test.ts", "claims.test.ts", "siret.test.ts"];

const acr = "acr.ts";
const claims = "claims.ts";
const mcp = "moncomptepro.ts";
const proconnect = "proconnect.ts";
const user = "professional-user.ts";
const email = "email.ts";
const siret = "siret.ts";
const guards = [
  "profiles.test.ts",
  "../../server/src/guard/requirements.test.ts",
  "../../server/src/guard/step-up.test.ts",
  "../../server/src/guard/require-user.test.ts",
  "../../server/src/login/login-options.test.ts",
];
const refreshTests = ["profiles.test.ts", "../../server/src/refresh/refresh.test.ts"];

const civil = "civil-status.ts";
const franceconnect = ["franceconnect.test.ts"];
const level = ["../../server/src/login/required-level.test.ts"];
const health = ["pro-sante-connect.test.ts"];
const absent = ["acr.test.ts", "../../server/src/login/absent-level.test.ts"];

export const breaks = [
  {
    file: "with-claims.ts",
    find: `if (checked.issues) throw refusal(`,
    put: `if (false) throw refusal(`,
    why: "claims that the application's schema refuses are taken",
    tests: ["../../server/src/login/own-claims.test.ts"],
  },
  {
    file: "claims.ts",
    find: `value === null || depth === 0`,
    put: `value === null`,
    why: "an object without end breaks a login",
  },
  {
    file: acr,
    find: `received ?? rules.absent`,
    put: `received`,
    tests: absent,
    why: "a person whose level the provider does not tell is locked out",
  },
  {
    file: acr,
    find: `received ?? rules.absent`,
    put: `received || rules.absent`,
    tests: absent,
    why: "a level that is no level is taken for one that is absent",
  },
  {
    file: "pro-sante-connect.ts",
    find: `absent: "eidas1",`,
    put: ``,
    tests: [...health, ...absent],
    why: "a person whose level the provider does not tell is locked out",
  },
  {
    file: "health-identity.ts",
    find: `nationalId.slice(1)`,
    put: `nationalId`,
    tests: health,
    why: "the digit that tells the kind stays before an RPPS",
  },
  {
    file: "health-identity.ts",
    find: `/^\\d{11}$/.test(nationalId) && isLuhn(nationalId)`,
    put: `/^\\d{11}$/.test(nationalId)`,
    tests: health,
    why: "any number of eleven digits is an RPPS",
  },
  {
    file: "health-identity.ts",
    find: `value === "FAUX" ? false : undefined`,
    put: `value === undefined ? undefined : false`,
    tests: health,
    why: "what says nothing says no",
  },
  {
    file: "health-practices.ts",
    find: `.map(read).filter(isFilled)`,
    put: `.map(read)`,
    tests: health,
    why: "a practice of which nothing is known is one",
  },
  {
    file: "health-practices.ts",
    find: `return isValid(value) ? value : undefined;`,
    put: `return value || undefined;`,
    tests: health,
    why: "a malformed SIRET or FINESS is passed on",
  },
  {
    file: "claims.ts",
    find: `value !== null && !Array.isArray(value);`,
    put: `!Array.isArray(value);`,
    tests: health,
    why: "null in the place of an object ends a login with a crash",
  },
  {
    file: "franceconnect.ts",
    find: `always: ["eidas1"],`,
    put: ``,
    tests: level,
    why: "a login without a level is refused on a page of the provider",
  },
  {
    file: "franceconnect.ts",
    find: `refused: ["eidas2", "eidas3"],`,
    put: ``,
    tests: level,
    why: "a level of another service is asked for",
  },
  {
    file: "citizen.ts",
    find: `identity.usageName ?? identity.birthName`,
    put: `identity.birthName`,
    tests: franceconnect,
    why: "a person is called by a name that they do not use",
  },
  {
    file: "citizen.ts",
    find: `isEmail(value) ? value : undefined`,
    put: `value ? value : undefined`,
    tests: franceconnect,
    why: "a text that is no address becomes an e-mail",
  },
  {
    file: civil,
    find: `if (month === 0) return day === 0;`,
    put: `if (month === 0) return true;`,
    tests: franceconnect,
    why: "a day of no month is a date",
  },
  {
    file: civil,
    find: `listed !== undefined && listed.length > 0`,
    put: `false`,
    tests: franceconnect,
    why: "a given name with a space becomes two",
  },
  {
    file: acr,
    find: ` || rules.forgeable.includes(level)`,
    put: ``,
    why: "a level that the browser can forge counts",
  },
  {
    file: acr,
    find: `if (level === undefined || rules`,
    put: `if (rules`,
    why: "no level at all reaches every level",
    equivalent: "undefined is in no list of texts, and its rank is below every known one",
  },
  {
    file: acr,
    find: `if (rules.comparison === "exact") return false;`,
    put: ``,
    why: "a higher level counts where the provider compares exactly",
  },
  {
    file: acr,
    find: `rank >= rules.values.indexOf(value)`,
    put: `rank > rules.values.indexOf(value)`,
    why: "the level itself does not count",
    equivalent: "a level that is accepted itself was found before",
  },
  {
    file: acr,
    find: `rules.values.includes(value) && rank`,
    put: `rank`,
    why: "an unknown level is reached by every known one",
  },
  {
    file: acr,
    find: `rank >= rules.values.indexOf(value)`,
    put: `rank <= rules.values.indexOf(value)`,
    why: "a lower level counts",
  },

  {
    file: claims,
    find: `throw new ClaimError(name, "missing");`,
    put: `return "";`,
    why: "a claim that must be there may be missing",
  },
  {
    file: claims,
    find: `typeof value === "boolean" ? value : undefined`,
    put: `value === undefined ? undefined : Boolean(value)`,
    why: "the text false counts as yes",
  },
  {
    file: claims,
    find: `typeof value === "number" && Number.isFinite(value)`,
    put: `typeof value === "number"`,
    why: "a time without end counts",
  },
  {
    file: claims,
    find: `typeof value === "string" ? value.trim() || undefined : undefined`,
    put: `typeof value === "string" ? value.trim() : undefined`,
    why: "an empty text counts as there",
  },
  {
    file: claims,
    find: `.filter((entry) => entry !== undefined);`,
    put: ` as string[];`,
    why: "a list of roles holds what is no text",
  },
  {
    file: claims,
    find: `if (!Array.isArray(value)) return undefined;`,
    put: `if (!Array.isArray(value)) return value === undefined ? undefined : [value as string];`,
    why: "one text counts as a list of roles",
  },
  {
    file: claims,
    find: `.filter(([, value]) => value !== undefined)`,
    put: ``,
    why: "what is absent is there as undefined",
  },

  {
    file: mcp,
    find: `    forgeable: ["eidas1"],`,
    put: `    forgeable: [],`,
    why: "eidas1 of a mere password opens a guard",
    tests: guards,
  },
  {
    file: mcp,
    find: `    comparison: "exact",`,
    put: `    comparison: "ordered",`,
    why: "levels that do not compare are ordered",
    tests: guards,
  },
  {
    file: mcp,
    find: `    provenBy: "essential-claim",`,
    put: `    provenBy: "acr_values",`,
    why: "a wish counts as proof",
    tests: guards,
  },
  {
    file: mcp,
    find: `  recency: "auth_time",`,
    put: `  recency: "max_age",`,
    why: "max_age, which the provider does not enforce, counts as proof",
    tests: guards,
  },
  {
    file: mcp,
    find: `  logout: { idTokenHint: "unused" },`,
    put: `  logout: { idTokenHint: "recommended" },`,
    why: "an ID token is kept for nothing",
  },
  {
    file: mcp,
    find: `  refreshToken: false,`,
    put: `  refreshToken: true,`,
    why: "refresh tokens are promised that never come",
    tests: [...refreshTests, "../../server/src/settings/settings.test.ts"],
  },
  {
    file: mcp,
    find: `"none", "login", "consent", "select_organization", "update_userinfo"`,
    put: `"none", "login", "consent", "select_organization"`,
    why: "no person can update their data",
    tests: guards,
  },
  {
    file: mcp,
    find: `["prompt", "login_hint", "siret_hint", "acr_values", "claims"]`,
    put: `["prompt", "login_hint", "siret_hint", "acr_values", "claims", "idp_hint"]`,
    why: "a parameter that the provider ignores is sent",
    tests: guards,
  },
  {
    file: mcp,
    find: `"openid email profile organization"`,
    put: `"openid email profile"`,
    why: "without its scope no SIRET comes: no person gets in",
  },
  {
    file: mcp,
    find: `"family_name" in login.userinfo ? "family_name" : "usual_name"`,
    put: `"family_name"`,
    why: "a person whose scope is usual_name has no name",
  },
  {
    file: mcp,
    find: `{ issuer: "https://identite.proconnect.gouv.fr" }`,
    put: `{ issuer: "https://identite-sandbox.proconnect.gouv.fr" }`,
    why: "production logs in with test accounts",
  },
  {
    file: mcp,
    find: `multiFactor: ["eidas0-mfa", "eidas1-mfa"]`,
    put: `multiFactor: ["eidas0-mfa", "eidas1", "eidas1-mfa"]`,
    why: "one factor counts as several",
    tests: guards,
  },

  {
    file: proconnect,
    find: `    forgeable: ["eidas1"],`,
    put: `    forgeable: [],`,
    why: "a level that the federation does not know opens a guard",
    tests: guards,
  },
  {
    file: proconnect,
    find: `  recency: "unprovable",`,
    put: `  recency: "auth_time",`,
    why: "the time of an answer counts as that of an authentication",
    tests: guards,
  },
  {
    file: proconnect,
    find: `  logout: { idTokenHint: "recommended" },`,
    put: `  logout: { idTokenHint: "unused" },`,
    why: "the federation asks whether to log out",
    tests: ["profiles.test.ts", "../../server/src/logout/start-logout.test.ts"],
  },
  {
    file: proconnect,
    find: `  refreshToken: true,`,
    put: `  refreshToken: false,`,
    why: "refresh tokens cannot be used",
    tests: refreshTests,
  },
  {
    file: proconnect,
    find: `"none", "login", "consent", "login consent"`,
    put: `"none", "login", "consent", "login consent", "select_organization"`,
    why: "a prompt that the federation refuses is sent",
    tests: guards,
  },
  {
    file: proconnect,
    find: `["ES256", "RS256", "HS256"]`,
    put: `["ES256", "RS256"]`,
    why: "a service registered with HS256 cannot log in",
    tests: ["profiles.test.ts", "../../server/src/settings/settings.test.ts"],
  },
  {
    file: proconnect,
    find: `formats: ["jwt", "json"]`,
    put: `formats: ["json"]`,
    why: "signed claims of the federation are refused",
    tests: [
      "profiles.test.ts",
      "../../server/src/refresh/refresh.test.ts",
      "../../server/src/login/token-checks.test.ts",
    ],
  },
  { file: proconnect, find: `roles: texts(userinfo, "roles"),`, put: ``, why: "no person has a role" },
  {
    file: proconnect,
    find: `identityProvider: text(userinfo, "idp_id"),`,
    put: ``,
    why: "it is unknown where a person authenticated",
  },
  {
    file: proconnect,
    find: `{ issuer: "https://auth.agentconnect.gouv.fr/api/v2" }`,
    put: `{ issuer: "https://fca.integ01.dev-agentconnect.fr/api/v2" }`,
    why: "production logs in with test accounts",
  },

  {
    file: user,
    find: `sub: requiredText(login.idToken, "sub"),`,
    put: `sub: requiredText(userinfo, "sub"),`,
    why: "the identity comes from the weaker answer",
  },
  {
    file: email,
    find: `value.length <= MAXIMUM && ADDRESS.test(value)`,
    put: `ADDRESS.test(value)`,
    why: "an e-mail of any length is taken",
  },
  {
    file: email,
    find: `value.length <= MAXIMUM && ADDRESS.test(value)`,
    put: `value.length <= MAXIMUM`,
    why: "an e-mail that is two, or none, is taken",
  },
  {
    file: email,
    find: `value.length <= MAXIMUM`,
    put: `value.length < MAXIMUM`,
    why: "an honest e-mail of 254 characters is refused",
  },
  {
    file: user,
    find: `if (!isSiret(siret)) {`,
    put: `if (false) {`,
    why: "a SIRET that is none is taken",
  },
  { file: user, find: `siret.slice(0, 9)`, put: `siret.slice(0, 10)`, why: "a SIREN has ten digits" },
  {
    file: "authentication.ts",
    find: `acr: text(idToken, "acr"),`,
    put: ``,
    why: "no person reaches a level",
  },
  {
    file: "authentication.ts",
    find: `    acrProven,`,
    put: `    acrProven: true,`,
    why: "a level that was not asked for counts as proven",
  },
  {
    file: "authentication.ts",
    find: `time: finiteNumber(idToken, "auth_time"),`,
    put: ``,
    why: "no authentication is recent",
  },
  {
    file: user,
    find: `isExternal: boolean(userinfo, "is_external"),`,
    put: ``,
    why: "a contractor counts as of the organisation",
  },
  {
    file: "registry.ts",
    find: `if (Object.hasOwn(profiles, name)) return`,
    put: `if (name in profiles) return`,
    why: "a provider called constructor is found",
  },
  {
    file: "registry.ts",
    find: `deprecated: true`,
    put: `deprecated: false`,
    why: "a former name is never told",
  },

  { file: siret, find: `\\d{9}$/`, put: `\\d{9}/`, why: "a SIREN of ten digits passes" },
  { file: siret, find: `\\d{5}$/`, put: `\\d{5}/`, why: "a SIRET of fifteen digits passes" },
  { file: siret, find: `(?!0{9})`, put: ``, why: "a SIREN of zeros passes" },
  { file: siret, find: `(?!0000)`, put: ``, why: "establishment zero passes" },
  { file: siret, find: `isLuhn(value);`, put: `true;`, why: "a mistyped SIREN passes" },
  {
    file: siret,
    find: `if (isLuhn(value)) return true;`,
    put: `return true;`,
    why: "a mistyped SIRET passes",
  },
  {
    file: siret,
    find: `value.startsWith(LA_POSTE) && digitSum(value) % 5 === 0`,
    put: `value.startsWith(LA_POSTE)`,
    why: "a mistyped SIRET of La Poste passes",
  },
  {
    file: siret,
    find: `value.startsWith(LA_POSTE) && digitSum`,
    put: `digitSum`,
    why: "La Poste's rule lets mistyped SIRETs of others pass",
  },
  { file: siret, find: `|| !isSiren(value.slice(0, 9))`, put: ``, why: "a SIRET of no organisation passes" },
  {
    file: siret,
    find: `weighted > 9 ? weighted - 9 : weighted`,
    put: `weighted`,
    why: "honest SIRETs are refused",
  },
];
