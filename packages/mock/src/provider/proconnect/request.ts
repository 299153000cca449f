import type { KoaContextWithOIDC } from "oidc-provider";
import { FormError, readForm } from "../../http/form.js";
import { closeSession, type ProviderState } from "../../state/provider-state.js";
import type { Refusal } from "../behavior.js";
import { badRequest } from "./bad-request.js";
import { refuseHeader, REVOCATION } from "./revocation.js";
import { isRoute } from "./routes.js";

type Parameters = KoaContextWithOIDC["query"];

const AUTHORIZATION = "/authorize";
const END_SESSION = "/session/end";
const LIBRARY_SESSION = "_session";

/** What the federation does before it lets oidc-provider answer. */
export async function beforeProConnect(
  context: KoaContextWithOIDC,
  state: ProviderState,
): Promise<Refusal | undefined> {
  if (!isRoute(context)) return { status: 404, error: "Y000404", description: "Not Found" };
  if (context.path === REVOCATION) return refuseHeader(context);
  if (context.path === END_SESSION) {
    const mistake = mistakeInLogout(context.query);
    if (mistake !== undefined) return badRequest(mistake);
    // Whatever the logout asks for afterwards, and whether it is confirmed or not.
    closeSession(state, context.req, context.res);
    return undefined;
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

/** Says what the federation refuses before it looks at the client, with a page and never with a redirect. */
function mistakeIn(parameters: Parameters): string | undefined {
  const repeated = repeatedIn(parameters);
  if (repeated !== undefined) return repeated;
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

function repeatedIn(parameters: Parameters): string | undefined {
  const repeated = Object.keys(parameters).find((name) => Array.isArray(parameters[name]));
  return repeated && `${repeated} is repeated`;
}

/** A logout that is malformed ends nothing. */
function mistakeInLogout(parameters: Parameters): string | undefined {
  const { post_logout_redirect_uri: address } = parameters;
  const isMalformed = typeof address === "string" && !ADDRESS.test(address);
  return repeatedIn(parameters) ?? (isMalformed ? "post_logout_redirect_uri is malformed" : undefined);
}

const ADDRESS = /^https?:\/\/[^/].+$/;

const FORMATS: Readonly<Record<string, RegExp>> = {
  redirect_uri: ADDRESS,
  nonce: /^[\0-\x7F]{1,512}$/,
  login_hint: /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/,
  siret_hint: /^.{14}$/su,
};
