import { MonCompteProButton } from "./button.js";

const TAG = "moncomptepro-button";

/** Registers `<moncomptepro-button>`, unless another copy already has: the first one on a page wins. */
export function defineButton(): void {
  if (!customElements.get(TAG)) customElements.define(TAG, MonCompteProButton);
  else console.debug(`<${TAG}> is registered already`);
}
