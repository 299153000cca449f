import type { KoaContextWithOIDC } from "oidc-provider";
import { FormError, readForm } from "../../http/form.js";
import { closeSession, type ProviderState } from "../../state/provider-state.js";
import type { Refusal } from "../behavior.js";

type Parameters = KoaContextWithOIDC["query"];

const AUTHORIZATION = "/authorize";
const END_SESSION = "/session/end";
const LIBRARY_SESSION = "_session";

/** What the federation does before it lets oidc-provider answer. */
export async function beforeProConnect(
  context: KoaContextWithOIDC,
  state: ProviderState,
): Promise<Refusal | undefined> {
  // Whatever the logout asks for afterwards, and whether it is confirmed or not.
  if (context.path === END_SESSION && context.method === "GET") {
    closeSession(state, context.req, context.res);
  }
  if (context.path !== AUTHORIZATION) return undefined;

  try {
    if (context.method === "POST") await turnIntoGet(context);
  } catch (error) {
    if (error instanceof FormError) return badRequest(error.message, error.status);
    throw error;
  }
  if (context.method !== "GET") return undefined;

  const mistake = mistakeIn(context.query);
  if (mistake !== undefined) return badRequest(mistake);

  const hasSession = state.sessions.current(context.req) !== undefined;
  const { prompt } = context.query;
  // oidc-provider must always ask: the session that counts is the federation's own, also for a silent login.
  if (!prompt || (prompt === "none" && hasSession)) context.query = { ...context.query, prompt: "login" };
  context.cookies.set(LIBRARY_SESSION, null, { signed: true, sameSite: "lax", httpOnly: true });
  delete context.req.headers.cookie;
  return undefined;
}

/** A form posted to the authorization endpoint counts as the same request in its address. */
async function turnIntoGet(context: KoaContextWithOIDC): Promise<void> {
  const form = await readForm(context.req);
  context.method = "GET";
  context.querystring = form.toString();
}

function badRequest(description: string, status = 400): Refusal {
  return { status, error: "Y000400", description: `Bad Request Exception: ${description}` };
}

/** Says what the federation refuses before it looks at the client, with a page and never with a redirect. */
function mistakeIn(parameters: Parameters): string | undefined {
  const repeated = Object.keys(parameters).find((name) => Array.isArray(parameters[name]));
  if (repeated !== undefined) return `${repeated} is repeated`;
  const missing = ["client_id", "response_type", "redirect_uri", "scope", "state"].find(
    (name) => parameters[name] === undefined,
  );
  if (missing !== undefined) return `${missing} is missing`;

  const wrong = Object.entries(FORMATS).find(([name, format]) => {
    const value = parameters[name];
    return typeof value === "string" && !format.test(value);
  });
  return wrong && `${wrong[0]} is malformed`;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  redirect_uri: /^https?:\/\/[^/].+$/,
  nonce: /^[\0-\x7F]{1,512}$/,
  login_hint: /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/,
  siret_hint: /^.{14}$/su,
};
