import { languageTag } from "./surroundings.js";
import { warnOnce } from "./warn.js";

/** A native control that submits a form. */
export type SubmitControl = HTMLButtonElement | HTMLInputElement;

/** The native submit control inside the element, however deep, if any: it, not the element, submits its form. */
export function submitControl(element: Element): SubmitControl | null {
  const control = element.querySelector<SubmitControl>(
    "button:not([type=button],[type=reset],[slot]),input[type=submit]",
  );
  return control?.form ? control : null;
}

/** The address of the link inside the element, however deep, if any; one warning for anything else inside. */
export function slottedAddress(element: Element): string | null | undefined {
  const link = element.querySelector("a[href]:not([slot])");
  if (!link && element.querySelector(":scope > :not([slot])")) warnOnce("no link or submit button inside");
  return link?.getAttribute("href");
}

/**
 * Gives the slotted control the name and the state of the face above it. Touches nothing that is right already: a
 * framework that hydrates the page compares its attributes.
 */
export function describeSubmitControl(
  control: SubmitControl,
  name: string,
  language: string,
  busy: boolean,
  disabled: boolean,
): void {
  const text = control.localName === "input" ? control.value : control.textContent;
  control.ariaLabel = text.replace(/\s+/g, " ").trim() === name ? null : name;
  control.ariaBusy = busy ? "true" : null;
  control.ariaDisabled = busy || disabled ? "true" : null;
  if (!languageTag(control).toLowerCase().startsWith(language)) control.lang = language;
  // No style of ours reaches what an editor wrapped in a paragraph: it lies under the face.
  if (!control.parentElement?.shadowRoot) control.style.cssText = "all:unset;position:absolute;inset:0";
}
