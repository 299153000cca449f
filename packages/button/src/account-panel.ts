import { html, nothing, type TemplateResult } from "lit";
import { door, exchange, person } from "./account-icons.js";
import type { AccountTexts } from "./account-texts.js";
import { grouped } from "./grouped.js";
import { initials } from "./initials.js";

/** Who is logged in, as the attributes of the element tell it. */
export interface AccountDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly siret: string | null;
}

/** The letters that stand for the person, or a figure: decorative, for the name stands beside it. */
export function avatar(name: string): TemplateResult {
  return html`<span class="avatar" aria-hidden="true" translate="no">${initials(name) || person}</span>`;
}

/** Who: initials, name and e-mail, then the organisation. What isn’t given isn’t shown. */
export function identity(
  { name, email, organization, siret }: AccountDetails,
  texts: AccountTexts,
): TemplateResult {
  const [first, second] = [name, email].filter(Boolean);
  return html`${
    first &&
    html`<div class="person" translate="no">
      ${avatar(first)}
      <div>
        <b><bdi>${first}</bdi></b>
        ${second && second !== first ? html`<div class="quiet"><bdi>${second}</bdi></div>` : nothing}
      </div>
    </div>`
  }
  ${
    organization || siret
      ? html`<dl>${row(texts.organization, organization)}${row(texts.siret, grouped(siret))}</dl>`
      : nothing
  }`;
}

/** A term and its value, when there is one: a name or a number, which is not translated. */
function row(term: string, value: string | null | undefined): unknown {
  return value
    ? html`<dt>${term}</dt>
        <dd translate="no"><bdi>${value}</bdi></dd>`
    : nothing;
}

/** Where the person goes from here: to another organisation, and out. */
export function actions(
  texts: AccountTexts,
  change: string | undefined,
  logout: string | undefined,
  isLeaving: boolean,
  onSubmit: (event: SubmitEvent) => void,
): TemplateResult {
  return html`<div class="actions">
    <slot name="actions"></slot>
    ${
      // Turbo would fetch the address instead of going there.
      change ? html`<a href=${change} data-turbo="false">${exchange}${texts.changeOrganization}</a>` : nothing
    }
    ${
      logout
        ? html`<form method="post" action=${logout} data-turbo="false" @submit=${onSubmit}>
            <button aria-disabled=${isLeaving}>${door}${isLeaving ? texts.leaving : texts.logout}</button>
          </form>`
        : nothing
    }
  </div>`;
}
