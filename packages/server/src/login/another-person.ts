import type { RequestParts } from "../http/request-parts.js";
import { languageOf } from "../pages/language.js";
import { page } from "../pages/page.js";
import { TEXTS } from "../pages/texts/by-language.js";
import { routeAddress } from "../route-address.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { digestOf } from "./digest.js";
import type { Transaction } from "./transaction.js";

/** Says whether a login that went on from one person's session came back as another person. */
export function isAnotherPerson(sub: string, { asked }: Pick<Transaction, "asked">): boolean {
  return asked.person !== undefined && asked.person !== digestOf(sub);
}

/**
 * Tells a person that they are logged in with another account now. The provider answers for who is logged in there,
 * whatever e-mail was suggested; going on in silence, they would act in that person's name without knowing it. The page
 * offers to change the account too.
 */
export function answerAnotherPerson(
  { user }: Pick<Session, "user">,
  returnTo: string,
  settings: Settings,
  { request, setCookie }: { readonly request: RequestParts; readonly setCookie: readonly string[] },
): Response {
  const language = languageOf(request);
  const { homeLink, switchAccount, userChanged } = TEXTS[language];
  const { account, paragraph, title, link } = userChanged;
  const paragraphs = [paragraph, ...(user.email === undefined ? [] : [`${account}${user.email}`])];
  const actions = [
    { href: returnTo, text: link },
    { postTo: routeAddress("switch-account", returnTo, settings), text: switchAccount.button },
    { href: `${settings.basePath}/`, text: homeLink },
  ];
  return page({ language, title, paragraphs, actions, cleansAddress: true }, { setCookie });
}
