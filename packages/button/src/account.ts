import { html, nothing, type CSSResult, type PropertyDeclarations, type TemplateResult } from "lit";
import { accountStyles } from "./account-styles.js";
import { accountTexts } from "./account-texts.js";
import { safeLoginAddress } from "./login-address.js";
import { ServerRenderedElement } from "./server-rendered-element.js";
import { languageTag, observeSurroundings } from "./surroundings.js";

/** A term and its value, when there is one: a name or a number, which nobody translates. */
function row(term: string, value: string | null | undefined): unknown {
  return value
    ? html`<dt>${term}</dt>
        <dd translate="no">${value}</dd>`
    : nothing;
}

/** Digits in groups, as people read them. */
function grouped(siret: string | null): string | undefined {
  return siret?.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00A0$2\u00A0$3\u00A0$4");
}

/** Fired before the logout's form is sent; `preventDefault()` stops it. */
export type LogoutEvent = CustomEvent<null>;

/**
 * Who is logged in and for which organisation, with the ways out: a disclosure of native parts, for the place where the
 * login button was.
 *
 * @element moncomptepro-account
 * @attr {string} name - Who: the name, or the e-mail.
 * @attr {string} organization - Label of the organisation that the person acts for.
 * @attr {string} siret - Its SIRET, 14 digits.
 * @attr {string} organization-href - Where another organisation is chosen, as `/auth/login?prompt=select_organization`;
 *   without it that isn't offered.
 * @attr {string} logout-action - Where the logout's form is sent by POST. `/auth/logout` by default.
 * @attr {string} lang - Language of the texts. Else the nearest `lang` above, across shadow roots, else French.
 * @slot - Native `<details>` with the same, for pages without script.
 * @fires {LogoutEvent} moncomptepro-logout - Before the logout; bubbles, composed. `preventDefault()` stops it.
 */
export class MonCompteProAccount extends ServerRenderedElement {
  static override properties: PropertyDeclarations = {
    name: {},
    organization: {},
    siret: {},
    organizationHref: { attribute: "organization-href" },
    logoutAction: { attribute: "logout-action" },
  };

  static override styles: CSSResult = accountStyles;

  declare name: string | null;
  declare organization: string | null;
  declare siret: string | null;
  declare organizationHref: string | null;
  declare logoutAction: string | null;

  #connection: AbortController | undefined;

  constructor() {
    super();
    this.name = null;
    this.organization = null;
    this.siret = null;
    this.organizationHref = null;
    this.logoutAction = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    observeSurroundings(this, () => this.requestUpdate(), this.#connection.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    const logout = { bubbles: true, composed: true, cancelable: true };
    if (!this.dispatchEvent(new CustomEvent("moncomptepro-logout", logout))) event.preventDefault();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const details = event.currentTarget as HTMLDetailsElement;
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  };

  /** Keeps the panel in sight, wherever on the page the element stands. */
  readonly #onToggle = (event: Event): void => {
    const panel = (event.currentTarget as Element).querySelector<HTMLElement>(".panel");
    if (!panel) return;
    const { clientWidth } = document.documentElement;
    const overflow = (): number => {
      const { left, right } = panel.getBoundingClientRect();
      return Math.min(0, left) || Math.max(0, right - clientWidth);
    };
    panel.style.translate = "";
    panel.classList.remove("from-start");
    panel.classList.toggle("from-start", overflow() !== 0);
    panel.style.translate = `${-overflow()}px`;
  };

  protected override render(): TemplateResult {
    const texts = accountTexts(languageTag(this));
    const { name, organization, siret, organizationHref } = this;
    const change = organizationHref ? safeLoginAddress(organizationHref) : undefined;
    const logout = safeLoginAddress(this.logoutAction || "/auth/logout");
    return html`<details lang=${texts.language} @keydown=${this.#onKeydown} @toggle=${this.#onToggle}>
      <summary translate="no">${name || organization || texts.account}</summary>
      <div class="panel">
        <dl>${row(texts.organization, organization)} ${row(texts.siret, grouped(siret))}</dl>
        ${change ? html`<a href=${change}>${texts.changeOrganization}</a>` : nothing}
        ${logout ? html`<form method="post" action=${logout} @submit=${this.#onSubmit}><button>${texts.logout}</button></form>` : nothing}
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "moncomptepro-account": MonCompteProAccount;
  }
  interface GlobalEventHandlersEventMap {
    "moncomptepro-logout": LogoutEvent;
  }
}
