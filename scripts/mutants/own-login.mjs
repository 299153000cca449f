export const folder = "packages/server/src";
export const tests = ["time-and-two/own-login.test.ts"];

const create = "session/create-session.ts";
const way = "guard/way-in.ts";

export const breaks = [
  {
    file: create,
    find: `  refuseOtherSites(request, settings.origin);`,
    put: ``,
    why: "a form of another site logs its visitor in as another person",
  },
  {
    file: create,
    find: `returnTo: safeReturnTo(returnTo, settings), setCookie };`,
    put: `returnTo: String(returnTo), setCookie };`,
    why: "a login of the application's own sends people to another site",
  },
  {
    file: "session/session-record.ts",
    find: `(belongsTo(record, own) && isOwn(record.user, settings));`,
    put: `belongsTo(record, own);`,
    why: "sessions of a login that the application no longer has open",
  },
  {
    file: "settings/identity.ts",
    find: `ownIssuer(settings))) return ownScope(settings);`,
    put: `ownIssuer(settings))) return clientScope(settings);`,
    why: "ending the sessions of a person ends those of another person of the same sub",
  },
  {
    file: "settings/own-logins.ts",
    find: `&& !Object.hasOwn(profiles, name);`,
    put: `;`,
    why: "a login of the application's own passes for another provider's",
  },
  {
    file: "settings/own-logins.ts",
    find: `if (ownLogins) return ownLogins.includes(name);`,
    put: ``,
    why: "names beside those of the setting are taken",
  },
  {
    file: "settings/own-logins.ts",
    find: `  problems.push({ setting: "ownLogins",`,
    put: `  void ({ setting: "ownLogins",`,
    why: "a login of the application's own passes for the provider's",
  },
  {
    file: "guard/require-user.ts",
    find: `if (requirements.provider && !requirements.provider.includes(name))`,
    put: `if (!requirements.provider)`,
    why: "a guard for one login lets people of every other one in",
  },
  {
    file: way,
    find: `if (hasPage && mayChoose && Object.keys(login).length === 0)`,
    put: `if (hasPage && mayChoose)`,
    why: "people are sent to choose a login that cannot prove what the page needs",
  },
  {
    file: way,
    find: `settings.loginPage !== undefined && settings.loginPage !== path;`,
    put: `settings.loginPage !== undefined;`,
    why: "a guarded page to choose at sends people to itself for ever",
  },
  {
    file: way,
    find: `  return isEnough(requirements, settings) ? { login: stepUpFor(requirements) } : {};`,
    put: `  return { login: stepUpFor(requirements) };`,
    why: "a page for the application's own people sends others to the provider for ever",
  },
  {
    file: "session/read-own-user.ts",
    find: `v.check((sub) => sub === sub.trim(), "must not begin or end with white space"),`,
    put: `v.trim(),`,
    why: "a person becomes another one whose sub looks alike",
  },
  {
    file: "logout/start-logout.ts",
    find: `  if (!context || (session && !refused && isOwn(session.user, settings)))`,
    put: `  if (!context || !session)`,
    why: "a logout of the application's own people ends at the provider",
  },
  {
    file: "logout/start-logout.ts",
    find: `session && !refused && isOwn`,
    put: `session && isOwn`,
    why: "beside a session of their own a refused person never gets another account",
  },
  {
    file: "login/given-up.ts",
    find: `const refused = isHere`,
    put: `const refused = true`,
    why: "beside a session of their own a person whom the provider refused never gets another account",
  },
  {
    file: "session/own-data.ts",
    find: `const copy = copied(place, data);`,
    put: `const copy = (copied(place, data), data);`,
    why: "data look otherwise on the next request",
  },
  {
    file: "session/update-session.ts",
    find: `(change as DataChange)(structuredClone(current.data ?? {}))`,
    put: `(change as DataChange)(session.data ?? {})`,
    why: "changes of the same moment lose each other's data",
  },
  {
    file: "session/store-backend.ts",
    find: `      requireRoom(next);`,
    put: ``,
    why: "a change makes a session grow without end in the store",
  },
];
