import type { LoginDetail } from "./login-event.js";
import { submitControl } from "./submit-control.js";

/** However slow the server is: a button that stays dead is worse than a second request. */
const RELEASE_AFTER_MS = 10_000;

/** Value of the attribute `busy` that a click sets. Copies of the element take it along, but not its lock. */
export const LOCKED = "login";

/** An element that starts logins. */
export interface LoginHost extends HTMLElement {
  readonly disabled: boolean;
  readonly busy: boolean;
  reset(): void;
}

/**
 * Turns activations into `moncomptepro-login` events, and lets one login through at a time: three clicks on a slow server
 * are three requests, of a form in every engine, of a link in Firefox and WebKit. Listens to clicks on the link or the
 * submit button of the element, and to the submission of the form around it.
 */
export function loginListener(host: LoginHost): (event: MouseEvent | SubmitEvent) => void {
  let newTab: boolean | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (event) => {
    const submit = submitControl(host);
    const sends = "submitter" in event;
    if (sends ? !submit || event.submitter !== submit : event.button === 2) return;
    const href = submit
      ? (submit.getAttribute("formaction") ?? submit.form?.getAttribute("action"))
      : (event.currentTarget as Element).getAttribute("href");
    const blocked = host.disabled || host.busy || (!submit && !href);
    if (!sends) {
      newTab =
        event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || undefined;
      // A click on a form that isn't valid starts nothing: there, `submit` tells.
      if (submit && !blocked) return;
    }
    if (blocked) event.preventDefault();
    if (event.defaultPrevented) return;
    const detail: LoginDetail = { mode: submit ? "form" : "link", href: href ?? "", newTab };
    const login = { bubbles: true, composed: true, cancelable: true, detail };
    if (!host.dispatchEvent(new CustomEvent("moncomptepro-login", login))) event.preventDefault();
    else if (!newTab) {
      // Not by the property: a copy of the element has to know that this is not a login of its own.
      host.setAttribute("busy", LOCKED);
      clearTimeout(timer);
      timer = setTimeout(() => host.reset(), RELEASE_AFTER_MS);
      // Listeners after this one may still cancel the event; then no page comes that would end the lock.
      setTimeout(() => {
        if (event.defaultPrevented) host.reset();
      });
    }
  };
}
