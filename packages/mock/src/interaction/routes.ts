import { carryOut } from "./carry-out.js";
import { showConfirmation, submitConfirmation } from "./confirmation.js";
import type { Handler, Step } from "./context.js";
import { continueLogin } from "./continue-login.js";
import { showEmail, submitEmail, submitPersona } from "./email.js";
import { abort, sendFailure } from "./failure.js";
import { showIdentity, submitIdentity } from "./identity.js";
import { submitNewcomer } from "./newcomer.js";
import { showOrganizations, submitOrganization } from "./organization.js";
import { showPassword, submitPassword } from "./password.js";
import { showSecondFactor, submitSecondFactor } from "./second-factor.js";
import { showUserinfo, submitUserinfo } from "./userinfo.js";

/** The pages of an interaction in the order in which a person meets them; the first one has no name. */
const routes: Readonly<Record<Step | "", { readonly GET?: Handler; readonly POST?: Handler }>> = {
  "": { GET: (context) => carryOut(context, context.rules.start(context)) },
  email: { GET: showEmail, POST: submitEmail },
  persona: { POST: submitPersona },
  newcomer: { GET: showEmail, POST: submitNewcomer },
  password: { GET: showPassword, POST: submitPassword },
  "second-factor": { GET: showSecondFactor, POST: submitSecondFactor },
  organization: { GET: showOrganizations, POST: submitOrganization },
  identity: { GET: showIdentity, POST: submitIdentity },
  confirmation: { GET: showConfirmation, POST: submitConfirmation },
  userinfo: { GET: showUserinfo, POST: submitUserinfo },
  continue: { GET: continueLogin },
  abort: { GET: abort },
  error: { GET: sendFailure },
};

/** Finds what answers a request under `/interaction/<uid>`. */
export function findHandler(method: string, path: string): Handler | undefined {
  const [, step = ""] = /^\/interaction\/[\w-]+(?:\/([\w-]+))?$/.exec(path) ?? [undefined, "?"];
  if (!Object.hasOwn(routes, step)) return undefined;
  const { GET, POST } = routes[step as Step | ""];
  return method === "GET" ? GET : method === "POST" ? POST : undefined;
}
