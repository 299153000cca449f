import { adoptStyles, isServer, LitElement } from "lit";

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
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { shadowRoot } = this;
    // Rendering beside what the server rendered would show everything twice.
    if (!canHydrate) shadowRoot?.replaceChildren();
    else if (shadowRoot) {
      hydrating.add(this);
      // Lit counts on the server's <style>, which a strict policy refuses.
      adoptStyles(shadowRoot, (this.constructor as typeof LitElement).elementStyles);
    }
    return super.createRenderRoot();
  }

  protected override firstUpdated(): void {
    if (canHydrate && hydrating.delete(this)) this.requestUpdate();
  }
}
