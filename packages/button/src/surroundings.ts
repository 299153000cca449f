import { isAlone } from "./server-rendered-element.js";

/** The language tag in force at an element: its own `lang`, else the nearest one above, across shadow roots. */
export function languageTag(element: Element): string {
  if (isAlone(element)) return element.getAttribute("lang") ?? "";
  const tag = element.closest("[lang]")?.getAttribute("lang");
  const host = shadowHost(element);
  return tag ?? (host ? languageTag(host) : "");
}

/**
 * Calls back when a `lang`, a fieldset's `disabled`, or what is inside the element may have changed, until the signal
 * aborts.
 */
export function observeSurroundings(element: Element, onChange: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(onChange);
  // An observer sees neither into shadow roots nor out of them.
  for (let place: Element | undefined = element; place; place = shadowHost(place)) {
    observer.observe(place.getRootNode(), {
      subtree: true,
      attributeFilter: ["lang", "disabled", "href", "type"],
    });
  }
  observer.observe(element, { subtree: true, childList: true });
  signal.addEventListener("abort", () => observer.disconnect());
}

function shadowHost(element: Element): Element | undefined {
  // Not by its class: a pop-out has a class of its own.
  return (element.getRootNode() as Partial<ShadowRoot>).host;
}
