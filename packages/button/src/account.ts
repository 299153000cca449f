import {
  html,
  nothing,
  unsafeCSS,
  type CSSResult,
  type PropertyDeclarations,
  type TemplateResult,
} from "lit";
import { chevron } from "./account-icons.js";
import { accountPanelStyles } from "./account-panel-styles.js";
import { actions, avatar, identity } from "./account-panel.js";
import { accountStyles } from "./account-styles.js";
import { accountTexts } from "./account-texts.js";
import { grouped } from "./grouped.js";
import { safeLoginAddress } from "./login-address.js";
import { observeReturn } from "./observe-return.js";
import { placePanel } from "./place-panel.js";
import { ServerRenderedElement } from "./server-rendered-element.js";
import { languageTag, observeSurroundings } from "./surroundings.js";

/** However slow the server is: a logout that cannot be tried again is worse than a second request. */
const RELEASE_AFTER_MS = 10_000;

/** Fired before the logout's form is sent; `preventDefault()` stops it. */
export type LogoutEvent = CustomEvent<null>;

/**
 * Who is logged in and for which organisation, with the ways out: a button that opens a panel in the top layer, for the
 * place where the login button was.
 *
 * @element moncomptepro-account
 * @attr {string} name - Who: the name. Its first letters stand for it.
 * @attr {string} email - The e-mail; shown under the name, or instead of it.
 * @attr {string} organization - Label of the organisation that the person acts for.
 * @attr {string} siret - Its SIRET, 14 digits.
 * @attr {string} organization-href - Where another organisation is chosen, for example `/auth/select-organization`;
 *   without it that isn't offered.
 * @attr {string} logout-action - Where the logout's form is sent by POST. `/auth/logout` by default.
 * @attr {string} lang - Language of the texts. Else the nearest `lang` above, across shadow roots, else French.
 * @slot - Native `<details>` with the same, for pages without script.
 * @slot actions - Links and buttons of your own, shown before the change of organisation.
 * @fires {LogoutEvent} moncomptepro-logout - Before the logout; bubbles, composed. `preventDefault()` stops it.
 */
export class MonCompteProAccount extends ServerRenderedElement {
  static override properties: PropertyDeclarations = {
    name: {},
    email: {},
    organization: {},
    siret: {},
    organizationHref: { attribute: "organization-href" },
    logoutAction: { attribute: "logout-action" },
  };

  static override styles: CSSResult = unsafeCSS(accountStyles.cssText + accountPanelStyles.cssText);

  declare name: string | null;
  declare email: string | null;
  declare organization: string | null;
  declare siret: string | null;
  declare organizationHref: string | null;
  declare logoutAction: string | null;

  #connection: AbortController | undefined;
  /** Lasts while the panel is open. */
  #opening: AbortController | undefined;
  #isLeaving = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.name = null;
    this.email = null;
    this.organization = null;
    this.siret = null;
    this.organizationHref = null;
    this.logoutAction = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    observeReturn(this, () => this.#setLeaving(false), signal);
    observeSurroundings(this, () => this.requestUpdate(), signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#close();
  }

  override focus(options?: FocusOptions): void {
    this.#part(".trigger")?.focus(options);
  }

  override click(): void {
    this.#part(".trigger")?.click();
  }

  protected override updated(): void {
    this.#place();
  }

  #part(selector: string): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>(selector);
  }

  readonly #place = (): void => {
    const [panel, trigger] = [this.#part(".panel"), this.#part(".trigger")];
    if (this.#opening && panel && trigger) placePanel(panel, trigger);
  };

  #close(): void {
    this.#opening?.abort();
    this.#opening = undefined;
    this.requestUpdate();
  }

  readonly #onBeforeToggle = (event: ToggleEvent): void => {
    this.#close();
    const view = this.ownerDocument.defaultView;
    if (event.newState === "closed" || !view) return;
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    // The panel has no size yet; before the next picture it has.
    view.requestAnimationFrame(this.#place);
    view.addEventListener("resize", this.#place, { signal });
    view.addEventListener("scroll", this.#place, { signal, capture: true, passive: true });
  };

  /** As the browser would do it, which in Chromium forgets the focus that was in a shadow root. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (!this.#opening || event.key !== "Escape") return;
    // A dialog around stays open.
    event.preventDefault();
    this.#part(".panel")?.hidePopover();
    this.focus();
  };

  /** What the keyboard goes to next must not lie under the panel. */
  readonly #onFocusOut = (event: FocusEvent): void => {
    const next = event.relatedTarget as Node | null;
    const isWithin = !next || this.contains(next) || (event.currentTarget as Node).contains(next);
    if (this.#opening && !isWithin) this.#part(".panel")?.hidePopover();
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    const logout = { bubbles: true, composed: true, cancelable: true };
    if (this.#isLeaving || !this.dispatchEvent(new CustomEvent("moncomptepro-logout", logout)))
      event.preventDefault();
    else this.#setLeaving(true);
  };

  /** Lets one logout through at a time: two clicks on a slow server are two requests. */
  #setLeaving(isLeaving: boolean): void {
    clearTimeout(this.#timer);
    this.#isLeaving = isLeaving;
    if (isLeaving) this.#timer = setTimeout(() => this.#setLeaving(false), RELEASE_AFTER_MS);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const texts = accountTexts(languageTag(this));
    const { name, email, organization, siret, organizationHref } = this;
    const change = organizationHref ? safeLoginAddress(organizationHref) : undefined;
    const logout = safeLoginAddress(this.logoutAction || "/auth/logout");
    const person = name || email;
    const label = person || organization;
    const under = person && (organization || grouped(siret));
    return html`<div
      class="account"
      lang=${texts.language}
      @keydown=${this.#onKeydown}
      @focusout=${this.#onFocusOut}
    >
      <button
        class="trigger"
        type="button"
        popovertarget="panel"
        aria-expanded=${this.#opening !== undefined}
        aria-controls="panel"
      >
        ${avatar(label || "")}
        <span class="who">
          ${label ? html`<span class="unseen">${texts.accountOf}</span>` : nothing}
          <span class="name" translate=${label ? "no" : nothing}><bdi>${label || texts.account}</bdi></span>
          ${under ? html`<span class="quiet" translate="no"><bdi>${under}</bdi></span>` : nothing}
        </span>
        ${chevron}
      </button>
      <div class="panel" id="panel" popover @beforetoggle=${this.#onBeforeToggle}>
        ${identity(this, texts)} ${actions(texts, change, logout, this.#isLeaving, this.#onSubmit)}
      </div>
      <span class="unseen" role="status">${this.#isLeaving ? texts.leaving : ""}</span>
    </div>`;
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
