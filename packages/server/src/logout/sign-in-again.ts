import type { AuthContext } from "../auth-context.js";
import { isFrame } from "../http/navigation.js";
import { formToOwnHost, sendToOwnHost } from "../http/other-host.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { pathAndQuery, query, type RequestParts } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { languageOf } from "../pages/language.js";
import { leaveFrame } from "../pages/leave-frame.js";
import { page } from "../pages/page.js";
import { sendTo } from "../pages/send-to.js";
import { TEXTS } from "../pages/texts/by-language.js";
import { routeAddress } from "../route-address.js";
import { logOut } from "./start-logout.js";

/** Why a person signs out at the provider and in again, by the name of the route. */
const WISHES = { "switch-account": "switchAccount", "select-organization": "selectOrganization" } as const;
export type Wish = keyof typeof WISHES;

/** Ends the session here and at the provider, then starts a login that comes back to the page wanted. */
export async function signInAgain(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const returnTo = safeReturnTo(await wantedPage(request), settings);
  const own = formToOwnHost(request, routeAddress("switch-account", returnTo, settings), settings);
  return own === undefined ? logOut(request, context, { at: context, returnTo }) : sendTo(own, [], request);
}

/** A page with the form that does the same: no link, which any site can make, ends a session. */
export function askFirst(wish: Wish, request: RequestParts, { settings }: AuthContext): Response {
  if (isFrame(request)) return leaveFrame(`${settings.origin}${pathAndQuery(request)}`, request);
  const elsewhere = sendToOwnHost(request, settings);
  if (elsewhere) return elsewhere;
  const language = languageOf(request);
  const { homeLink, [WISHES[wish]]: question } = TEXTS[language];
  const returnTo = query(request).get("returnTo");
  const back = returnTo === null ? undefined : safeReturnTo(returnTo, settings);
  return page({
    language,
    title: question.title,
    paragraphs: [question.hint],
    actions: [
      { postTo: routeAddress(wish, back, settings), text: question.button },
      { href: `${settings.basePath}/`, text: homeLink },
    ],
  });
}

/** The page to come back to, as a form or a link names it: a form may have parameters in its address too. */
export async function wantedPage(request: RequestWithBody): Promise<string | undefined> {
  const fields = request.method === "POST" ? await readForm(request) : new URLSearchParams();
  return fields.get("returnTo") ?? query(request).get("returnTo") ?? undefined;
}
