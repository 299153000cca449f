/** Calls back when the person comes back to the element’s page or gives up, until the signal aborts. */
export function observeReturn(element: Element, onReturn: () => void, signal: AbortSignal): void {
  // A page restored from the back/forward cache comes back as it was left: busy.
  const onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) onReturn();
  };
  // Escape stops the navigation, and nothing else tells the page of it.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onReturn();
  };
  // Not always the one of the script: a pop-out has a window of its own.
  const view = element.ownerDocument.defaultView;
  view?.addEventListener("pageshow", onPageShow, { signal });
  view?.addEventListener("keydown", onKeyDown, { signal });
}
