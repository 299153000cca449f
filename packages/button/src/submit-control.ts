import { nearestLanguage } from "./language.js";

/** What the person must hear of a slotted submit button, whose own text lies under the brand's face. */
export interface SubmitControlState {
  readonly name: string;
  readonly language: string;
  readonly busy: boolean;
  readonly disabled: boolean;
}

/** The native submit button slotted into the element, if any: it, not the element, submits the form around. */
export function submitControl(element: Element): HTMLButtonElement | null {
  return element.querySelector<HTMLButtonElement>(":scope > button:not([type=button], [slot])");
}

/**
 * Gives the slotted button the name and the state of the face above it. Touches nothing that is right already: a
 * framework that hydrates the page compares its attributes.
 */
export function describeSubmitControl(button: HTMLButtonElement, state: SubmitControlState): void {
  const text = button.textContent.replace(/\s+/g, " ").trim();
  button.ariaLabel = text === state.name ? null : state.name;
  button.ariaBusy = state.busy ? "true" : null;
  button.ariaDisabled = state.busy || state.disabled ? "true" : null;
  if (!nearestLanguage(button).toLowerCase().startsWith(state.language)) button.lang = state.language;
}
