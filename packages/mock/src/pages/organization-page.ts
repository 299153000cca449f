import type { PersonaOrganization } from "../people/persona.js";
import { html, type Html } from "./html.js";
import type { Page } from "./page.js";
import type { Texts } from "./texts/texts.js";

export interface OrganizationPage {
  readonly organizations: readonly PersonaOrganization[];
  /** SIRET of the one chosen before, if any. */
  readonly selected?: string | undefined;
  readonly action: string;
}

/** Third page, when the person has several: for whom are you acting? */
export function organizationPage(texts: Texts, { organizations, selected, action }: OrganizationPage): Page {
  return {
    texts,
    title: texts.organization.title,
    body: html`
      <p>${texts.organization.introduction}</p>
      <form method="post" action="${action}">
        <ul class="choices">
          ${organizations.map((organization) => organizationChoice(texts, organization, selected))}
        </ul>
      </form>
    `,
  };
}

function organizationChoice(
  { organization: words }: Texts,
  { siret, label, isExternal }: PersonaOrganization,
  selected: string | undefined,
): Html {
  return html`<li>
    <button type="submit" class="choice" name="siret" value="${siret}" data-organization="${siret}">
      <strong>${label}</strong>
      <span class="detail">SIRET ${spacedSiret(siret)}</span>
      ${isExternal && html`<span>${words.external}</span>`}
      ${siret === selected && html`<span class="mark">${words.current}</span>`}
    </button>
  </li>`;
}

/** 14 digits as they are read: 3, 3, 3 and 5, with no-break spaces. */
function spacedSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00A0$2\u00A0$3\u00A0$4");
}
