import { languageTag } from "./surroundings.js";

/** The native submit button slotted into the element, if any: it, not the element, submits the form around. */
export function submitControl(element: Element): HTMLButtonElement | null {
  return element.querySelector<HTMLButtonElement>(":scope > button:not([type=button], [slot])");
}

/**
 * Gives the slotted button the name and the state of the face above it. Touches nothing that is right already: a
 * framework that hydrates the page compares its attributes.
 */
export function describeSubmitControl(
  button: HTMLButtonElement,
  name: string,
  language: string,
  busy: boolean,
  disabled: boolean,
): void {
  button.ariaLabel = button.textContent.replace(/\s+/g, " ").trim() === name ? null : name;
  button.ariaBusy = busy ? "true" : null;
  button.ariaDisabled = busy || disabled ? "true" : null;
  if (!languageTag(button).toLowerCase().startsWith(language)) button.lang = language;
}
