import { html, nothing, type CSSResult, type PropertyDeclarations, type TemplateResult } from "lit";
import type { BrandId } from "@moncomptepro/profiles/brands";
import { face } from "./face.js";
import { helpLink } from "./help-link.js";
import { DEFAULT_LOGIN_ADDRESS, safeLoginAddress } from "./login-address.js";
import { LOCKED, loginListener } from "./login-listener.js";
import { observeReturn } from "./observe-return.js";
import { providerBrand } from "./provider-brand.js";
import { isAlone, ServerRenderedElement } from "./server-rendered-element.js";
import { styles } from "./styles.js";
import { describeSubmitControl, slottedAddress, submitControl } from "./submit-control.js";
import { languageTag, observeSurroundings } from "./surroundings.js";
import { observeLocales, registerLocale, textsFor, type LocaleTexts } from "./texts.js";
import { warnOnce } from "./warn.js";

/**
 * A login button for MonComptePro and its neighbours: the official words, colours and help link, as real text.
 *
 * With a link inside, or nothing, it is a link. With a native `<button type="submit">` inside, in a form, that button
 * stays the control that submits the form. Either works before the script, and without it.
 *
 * @element moncomptepro-button
 * @attr {string} href - Where the login starts. Else the slotted link's address, else `/auth/login`.
 * @attr {"moncomptepro" | "proconnect"} provider - Whose brand to show: a profile id. `moncomptepro` by default.
 * @attr {"_self" | "_top"} target - `_top` leaves a frame. In link mode; a form has a target of its own.
 * @attr {string} lang - Language of the texts. Else the nearest `lang` above, across shadow roots, else French.
 * @attr {boolean} disabled - Nothing starts; stays focusable.
 * @attr {boolean} busy - A login is under way: set by a click and reflected, released by itself.
 * @slot - A link `<a href>` for pages without script, or the form's `<button type="submit">` or `<input type="submit">`,
 *   whose `lang`, `aria-label`, `aria-busy` and `aria-disabled` the element keeps. Either may be wrapped.
 * @slot logo - The official mark, for services entitled to it, instead of a neutral key. Decorative: not read out.
 * @fires {LoginEvent} moncomptepro-login - Before a login starts; bubbles, composed. `preventDefault()` stops it.
 */
export class MonCompteProButton extends ServerRenderedElement {
  /** The version of this package, to tell two copies on a page apart. */
  static readonly version: string = "0.1.0";

  static override properties: PropertyDeclarations = {
    href: {},
    provider: {},
    target: {},
    disabled: { type: Boolean, reflect: true },
    busy: { type: Boolean, reflect: true },
  };

  static override styles: CSSResult = styles;

  static override shadowRootOptions: ShadowRootInit = { mode: "open", delegatesFocus: true };

  declare href: string | null | undefined;
  declare provider: BrandId | null | undefined;
  declare target: "_self" | "_top" | null | undefined;
  declare disabled: boolean;
  declare busy: boolean;

  #connection: AbortController | undefined;
  readonly #onLogin: (event: MouseEvent | SubmitEvent) => void = loginListener(this);

  /** Adds a language to every button of the page. French and English are the brand's and stay. */
  static readonly registerLocale: (language: string, texts: LocaleTexts) => void = registerLocale;

  constructor() {
    super();
    this.disabled = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    observeReturn(this, () => this.reset(), signal);
    // A copy of an element with a login under way, for example from Turbo's cache, has none.
    if (!this.hasUpdated && this.getAttribute("busy") === LOCKED) this.reset();
    this.ownerDocument.addEventListener("securitypolicyviolation", this.#onViolation, { signal });
    // `submit` stays in the tree of its form. At the root it is heard last, once the page had its say.
    this.getRootNode().addEventListener("submit", this.#onLogin as EventListener, { signal });
    observeSurroundings(this, this.#update, signal);
    observeLocales(this.#update, signal);
    this.#update();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
  }

  /** Makes the button usable again, when a login that was started will not come to anything. */
  reset(): void {
    this.busy = false;
  }

  override focus(options?: FocusOptions): void {
    this.#control?.focus(options);
  }

  override click(): void {
    this.#control?.click();
  }

  /** The policy of a page covers where its forms are led on to as well, and no engine tells the person. */
  readonly #onViolation = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (!this.busy || effectiveDirective !== "form-action") return;
    warnOnce("form-action blocks the login");
    this.reset();
  };

  readonly #update = (): void => this.requestUpdate();

  get #control(): HTMLElement | null | undefined {
    return submitControl(this) ?? this.shadowRoot?.querySelector("a");
  }

  protected override render(): TemplateResult {
    const { busy } = this;
    const brand = providerBrand(this.provider ?? "moncomptepro");
    const texts = textsFor(brand, languageTag(this));
    const alone = isAlone(this);
    const submit = alone ? null : submitControl(this);
    const address = submit
      ? undefined
      : safeLoginAddress(this.href || (!alone && slottedAddress(this)) || DEFAULT_LOGIN_ADDRESS);
    const disabled = this.disabled || (submit ? submit.matches(":disabled") : !address);
    // Said in full: Chromium reads a space where the brand may break.
    const name = `${texts.action} ${brand.name}`;
    if (submit) describeSubmitControl(submit, name, texts.language, busy, disabled);
    return html`<div class="group" lang=${texts.language}>
      ${brand.purpose && html`<p lang="fr">${brand.purpose}</p>`}
      <a
        class="control ${brand.name} ${disabled ? "disabled" : busy ? "busy" : ""}"
        href=${disabled ? nothing : (address ?? nothing)}
        target=${this.target === "_top" ? "_top" : "_self"}
        role=${submit ? "none" : "link"}
        tabindex=${submit ? nothing : "0"}
        aria-disabled=${submit ? nothing : disabled || busy}
        aria-busy=${submit ? nothing : busy}
        aria-label=${submit ? nothing : name}
        data-turbo="false"
        @click=${this.#onLogin}
        @auxclick=${this.#onLogin}
        ><slot ?hidden=${!submit}></slot
        ><span class="face" aria-hidden=${submit !== null}>${face(texts.action, brand.name)}</span></a
      >
      <p>
        <span class="status" role="status">${busy ? texts.busy : this.disabled ? texts.disabled : ""}</span
        >${helpLink(brand, texts)}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "moncomptepro-button": MonCompteProButton;
  }
}
