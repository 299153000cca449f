export const folder = "packages/server/src";
export const tests = ["events.test.ts"];

export const breaks = [
  {
    file: "login/finish-login.ts",
    find: `    reportFailure("login_failed", error, settings.logger);`,
    put: ``,
    why: "an audit does not see that a login failed",
  },
  {
    file: "events.ts",
    find: `report(event, { code, fault }, logger);`,
    put: `report(event, { code, fault, reason: String(error) }, logger);`,
    why: "an audit holds what an error quotes",
  },
];
