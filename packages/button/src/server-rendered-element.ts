import { isServer, LitElement, type CSSResultGroup, type CSSResultOrNative } from "lit";

declare global {
  // Set by @lit-labs/ssr-client: https://lit.dev/docs/ssr/client-usage/
  var litElementHydrateSupport: unknown;
}

/** Whether Lit takes over what a server rendered, instead of rendering anew. */
const canHydrate = globalThis.litElementHydrateSupport !== undefined;

const hydrating = new WeakSet<Element>();

/**
 * Whether an element sees nothing of the page around and inside of it: on a server, and in the first rendering on top of
 * what a server rendered, which has to be the same.
 */
export function isAlone(element: Element): boolean {
  return isServer || (canHydrate && hydrating.has(element));
}

/** An element that a server may have rendered already. */
export class ServerRenderedElement extends LitElement {
  /** Lit’s own way to the styles knows one document only; on a server there is none. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return isServer ? super.finalizeStyles(styles) : [];
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // Rendering beside what the server rendered would show everything twice.
    if (!canHydrate) this.shadowRoot?.replaceChildren();
    else if (this.shadowRoot) hydrating.add(this);
    const root = super.createRenderRoot();
    // Also where a server wrote a <style>, which a strict policy refuses.
    this.adoptedCallback();
    return root;
  }

  /** Gives the element its styles in the document where it is: a style sheet belongs to one, a pop-out has its own. */
  adoptedCallback(): void {
    const view = this.ownerDocument.defaultView;
    if (!view || !this.shadowRoot) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(String((this.constructor as typeof LitElement).styles));
    this.shadowRoot.adoptedStyleSheets = [sheet];
  }

  protected override firstUpdated(): void {
    if (canHydrate && hydrating.delete(this)) this.requestUpdate();
  }
}
