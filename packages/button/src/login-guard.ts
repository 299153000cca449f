const RELEASE_AFTER_MS = 10_000;

/**
 * One login at a time: three clicks on a slow server are three requests (of a form in every engine, of a link in Firefox
 * and WebKit). Lets go by itself when the person comes back or gives up, so that the button is never dead.
 */
export class LoginGuard {
  readonly #host: { busy: boolean };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: { busy: boolean }) {
    this.#host = host;
  }

  /** Watches for the person coming back or giving up, until the signal aborts. */
  watch(signal: AbortSignal): void {
    // A page restored from the back/forward cache comes back as it was left: busy.
    const onPageShow = (event: PageTransitionEvent): void => {
      if (event.persisted) this.release();
    };
    // Escape stops the navigation, and nothing else tells the page of it.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape") this.release();
    };
    window.addEventListener("pageshow", onPageShow, { signal });
    window.addEventListener("keydown", onKeyDown, { signal });
  }

  take(): void {
    this.release();
    this.#host.busy = true;
    this.#timer = setTimeout(() => this.release(), RELEASE_AFTER_MS);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#host.busy = false;
  }
}
