/** What a `moncomptepro-login` event tells. Nothing about the person. */
export interface LoginDetail {
  /** `link`: a navigation by GET; `form`: the surrounding form is about to be sent. */
  readonly mode: "link" | "form";
  /** Where the login starts, as written in the page. */
  readonly href: string;
  /** Whether the click opens a tab or a window of its own: better left to the browser. */
  readonly newTab?: boolean | undefined;
}

/** Fired before a login starts; `preventDefault()` stops it and leaves the button ready. */
export type LoginEvent = CustomEvent<LoginDetail>;

declare global {
  // The event bubbles: elements, documents and windows may all listen to it.
  interface GlobalEventHandlersEventMap {
    "moncomptepro-login": LoginEvent;
  }
}
