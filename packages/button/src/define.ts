import { MonCompteProButton } from "./button.js";

/** Registers `<moncomptepro-button>`, unless another copy already has: the first one on a page wins. */
export function defineButton(): void {
  if (customElements.get("moncomptepro-button")) {
    console.debug(
      `<moncomptepro-button>: already registered, version ${MonCompteProButton.version} stands back.`,
    );
    return;
  }
  customElements.define("moncomptepro-button", MonCompteProButton);
}
