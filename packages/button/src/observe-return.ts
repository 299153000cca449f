/** Calls back when the person comes back to the page or gives up, until the signal aborts. */
export function observeReturn(onReturn: () => void, signal: AbortSignal): void {
  // A page restored from the back/forward cache comes back as it was left: busy.
  const onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) onReturn();
  };
  // Escape stops the navigation, and nothing else tells the page of it.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onReturn();
  };
  window.addEventListener("pageshow", onPageShow, { signal });
  window.addEventListener("keydown", onKeyDown, { signal });
}
