import type { KoaContextWithOIDC } from "oidc-provider";
import type { Refusal } from "../behavior.js";

type Parameters = KoaContextWithOIDC["query"];

const LIBRARY_SESSION = "_session";

/** What FranceConnect answers to, under its mount path; all else is a page with status 404. */
const ROUTES: readonly (readonly [methods: readonly string[], path: RegExp])[] = [
  [["GET", "POST"], /^\/authorize$/],
  [["GET"], /^\/authorize\/[\w-]+$/],
  [["POST"], /^\/token(?:\/revocation)?$/],
  [["GET"], /^\/userinfo$/],
  [["GET"], /^\/session\/end(?:\/success)?$/],
  [["POST"], /^\/session\/end\/confirm$/],
  [["GET"], /^\/(?:jwks|\.well-known\/openid-configuration)$/],
];

const REQUIRED = ["client_id", "response_type", "redirect_uri", "scope", "acr_values", "state", "nonce"];
const OPTIONAL = ["prompt", "claims", "idp_hint", "ui_locales"];
const LOGOUT = [
  "id_token_hint",
  "state",
  "post_logout_redirect_uri",
  "client_id",
  "logout_hint",
  "ui_locales",
];

/** What FranceConnect does before it lets oidc-provider answer. */
export async function beforeFranceConnect(context: KoaContextWithOIDC): Promise<Refusal | undefined> {
  const { method, path, query } = context;
  if (!isRoute(method, path)) return { status: 404, error: "Y000404", description: "Not Found" };
  if (path === "/session/end") return mistakeInLogout(query);
  if (path !== "/authorize") return undefined;
  if (method === "POST")
    return {
      status: 500,
      error: "server_error",
      description: "Internal Server Error",
      contentType: "text/plain",
    };

  const mistake = mistakeIn(query);
  if (mistake !== undefined) return mistake;
  // oidc-provider must always ask: the session that counts is FranceConnect's own. Whether the person sees a page of it
  // is told by `consent`: without a prompt both are forced.
  const silent = wordsOf(query["prompt"]).includes("login") && !wordsOf(query["prompt"]).includes("consent");
  context.query = { ...query, prompt: silent ? "login" : "login consent" };
  context.cookies.set(LIBRARY_SESSION, null, { signed: true, sameSite: "lax", httpOnly: true });
  delete context.req.headers.cookie;
  return undefined;
}

function isRoute(method: string, path: string): boolean {
  const asked = method === "HEAD" ? "GET" : method;
  return ROUTES.some(([methods, pattern]) => methods.includes(asked) && pattern.test(path));
}

/** Whatever the list of parameters does not hold, and each that is not as it should be, is refused on a page. */
function mistakeIn(parameters: Parameters): Refusal | undefined {
  const wrong =
    REQUIRED.find((name) => parameters[name] === undefined) ??
    Object.keys(parameters).find((name) => ![...REQUIRED, ...OPTIONAL].includes(name)) ??
    Object.keys(parameters).find((name) => typeof parameters[name] !== "string") ??
    (String(parameters["nonce"]).length < 22 ? "nonce" : undefined) ??
    (isPrompt(parameters["prompt"]) ? undefined : "prompt");
  if (wrong !== undefined)
    return {
      status: 400,
      error: "Y030007",
      description: `Bad Request: ${wrong} is missing, unknown or malformed`,
    };
  if (parameters["state"] === "")
    return { status: 409, error: "Y190004", description: "the session is invalid" };
  if (!isJson(parameters["claims"]))
    return { status: 400, error: "Y030028", description: "Bad Request: claims is no JSON" };
  return undefined;
}

/** `none login` passes, `none` alone does not. */
function isPrompt(prompt: unknown): boolean {
  if (prompt === undefined) return true;
  const words = wordsOf(prompt);
  return words.some(isAsked) && words.every((word) => isAsked(word) || word === "none");
}

function isAsked(word: string): boolean {
  return word === "login" || word === "consent";
}

function wordsOf(prompt: unknown): string[] {
  return typeof prompt === "string" ? prompt.split(" ") : [];
}

function isJson(claims: unknown): boolean {
  if (claims === undefined) return true;
  try {
    JSON.parse(typeof claims === "string" ? claims : "");
    return true;
  } catch {
    return false;
  }
}

function mistakeInLogout(parameters: Parameters): Refusal | undefined {
  const wrong = parameters["id_token_hint"]
    ? Object.keys(parameters).find((name) => !LOGOUT.includes(name) || typeof parameters[name] !== "string")
    : "id_token_hint";
  return wrong === undefined
    ? undefined
    : {
        status: 400,
        error: "Y000400",
        description: `Bad Request: ${wrong} is missing, unknown or malformed`,
      };
}
