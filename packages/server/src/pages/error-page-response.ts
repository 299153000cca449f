import type { Language } from "@moncomptepro/profiles";
import type { Account } from "./account.js";
import type { ErrorPage } from "./error-page.js";
import { page, type Action, type PageContent } from "./page.js";
import { TEXTS } from "./texts/by-language.js";

/**
 * The built-in page of a failure.
 *
 * @param look - whether it is shown in a frame, out of which its links lead, and what it does to the address
 */
export function errorPageResponse(
  content: ErrorPage,
  look: Pick<PageContent, "framedBy" | "cleansAddress">,
  options: Parameters<typeof page>[1],
): Response {
  const { code, language, title, paragraphs, logoutUrl, account } = content;
  const [happened = "", ...advice] = paragraphs;
  return page(
    {
      language,
      title,
      paragraphs: [happened, ...accountLines(account, language), ...advice],
      actions: actionsOf(content),
      // A question is no incident.
      ...(!logoutUrl && { note: `${TEXTS[language].incidentCode}${code}` }),
      ...look,
    },
    options,
  );
}

function accountLines({ email, organization }: Account = {}, language: Language): string[] {
  const { accountLine, organizationLine } = TEXTS[language];
  const siret = organization && `SIRET ${organization.siret}`;
  const named = organization?.label ? `${organization.label} (${siret})` : siret;
  return [...(email ? [`${accountLine}${email}`] : []), ...(named ? [`${organizationLine}${named}`] : [])];
}

/** What helps most comes first. */
function actionsOf(content: ErrorPage): Action[] {
  const { code, language, loginUrl, homeUrl, logoutUrl } = content;
  const { homeLink, loginLink, logout } = TEXTS[language];
  const home = { href: homeUrl, text: homeLink };
  if (logoutUrl) return [{ postTo: logoutUrl, text: logout.button }, home];
  if (code === "logout_incomplete") return [home];
  const login = { href: loginUrl, text: loginLink };
  const ways = otherWays(content);
  return code === "access_denied" ? [login, ...ways, home] : [...ways, login, home];
}

function otherWays({
  language,
  secondFactorUrl,
  changeOrganizationUrl,
  changeAccountUrl,
}: ErrorPage): Action[] {
  const { secondFactorLink, selectOrganization, switchAccount } = TEXTS[language];
  return [
    ...(secondFactorUrl ? [{ href: secondFactorUrl, text: secondFactorLink }] : []),
    ...(changeOrganizationUrl ? [{ postTo: changeOrganizationUrl, text: selectOrganization.button }] : []),
    ...(changeAccountUrl ? [{ postTo: changeAccountUrl, text: switchAccount.button }] : []),
  ];
}
