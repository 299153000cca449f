import { ClientError } from "./client-error.js";
import type { FinishedLogin } from "./finished-login.js";
import { guardFetch, problemOf, type Problem } from "./guard-fetch.js";
import { knownUser, type Listener } from "./known-user.js";
import type * as PageLogin from "./page-login.js";
import { pathOf } from "./path-of.js";
import { requestJson } from "./request-json.js";
import type { User } from "./user.js";

/** How to reach the routes of `@moncomptepro/server`. */
export interface ClientOptions {
  /** Where the routes are. `/auth` by default. */
  readonly path?: string;
  /**
   * This page, where it is a redirect URI itself, as registered and as named in the server's `browserRedirectUris`. Without
   * it the server is, which is safer and does more.
   */
  readonly redirectUri?: string;
}

/** How to log in. */
export interface LoginOptions {
  /** Path to come back to. The current one, with its query and fragment, by default. */
  readonly returnTo?: string;
  /** Which of the application's providers, by its id. The first one by default. With `redirectUri` the page is the first one's. */
  readonly provider?: string;
}

/** What the event of a login button tells. */
interface LoginDetail {
  readonly mode: string;
  readonly href: string;
  readonly newTab?: boolean;
}

/** Login, user and logout from a page. Made by {@link createClient}. */
export interface Client {
  /** Who is logged in, or `undefined`. Asked once; again after the session's end, or when the tab is looked at again. */
  user(): Promise<User | undefined>;
  /** Leaves the page for the login, which comes back to it. */
  login(options?: LoginOptions): Promise<void>;
  /** Ends the session of the application, then leaves the page for the logout of the provider. */
  logout(): Promise<void>;
  /**
   * Calls the listener with who is logged in, now and at each change, also of another tab.
   *
   * @returns stops it
   */
  subscribe(listener: Listener): () => void;
  /**
   * `fetch` for the application's own addresses, where a 401 begins a login that comes back to this page.
   *
   * @throws ClientError `not_authenticated` when the login has begun; what `fetch` throws, an abort included
   */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /**
   * Lets each `fetch` of the page, for example of a client-side router, lead to the login where a guard of the server refuses
   * it: the data of a page open that page, anything else logs in and comes back here. Call it before the router starts.
   *
   * @returns undoes it
   */
  guardFetch(): () => void;
  /**
   * Lets the login buttons within, now and later, log in through this client: they come back to this page, unless their
   * address says another `returnTo`. A form, an address elsewhere and a click that opens a tab stay as they are; with
   * `redirectUri` a form logs in through the page too.
   *
   * @returns undoes it
   */
  connect(root: Document | Element): () => void;
  /**
   * Finishes the login that the address of this page tells of, with `redirectUri`; `undefined` when it tells of none.
   * Where the hook `onLogin` answers `{ redirect }`, the browser goes there and the promise does not settle.
   *
   * @throws ClientError
   */
  handleCallback(): Promise<FinishedLogin | undefined>;
}

/**
 * A client of the routes of `@moncomptepro/server` on this origin. No token ever reaches the page.
 *
 * @example
 * const client = createClient();
 * const user = await client.user();
 * if (!user) await client.login();
 *
 * @throws TypeError when an option is unknown
 */
export function createClient({ path = "/auth", redirectUri, ...unknown }: ClientOptions = {}): Client {
  for (const name in unknown) throw new TypeError(`unknown option ${name}`);
  const known = knownUser(path);
  let finishing: Promise<FinishedLogin | undefined> | undefined;

  const loginPath = `${path}/login`;

  const login = ({ provider = "", returnTo = pathOf(location) }: LoginOptions = {}): Promise<void> =>
    begin(new URL(provider ? `${loginPath}/${provider}` : loginPath, location.origin), returnTo);

  /** A guard may name one of several providers. */
  const loginFor = ({ loginUrl = "" }: Problem): Promise<void> =>
    login(
      loginUrl.startsWith(`${loginPath}/`)
        ? { provider: loginUrl.slice(loginPath.length + 1).split("?")[0] ?? "" }
        : {},
    );

  /** @param url - of the login route, with what it is to be asked beyond */
  async function begin(url: URL, returnTo: string): Promise<void> {
    if (redirectUri && url.pathname === loginPath)
      return (await pageLogin()).startPageLogin(path, redirectUri, returnTo);
    url.searchParams.set("returnTo", returnTo);
    return location.assign(url);
  }

  function listen(event: Event): void {
    const { href, mode, newTab } = (event as CustomEvent<LoginDetail>).detail;
    const url = new URL(href, location.href);
    // What opens a tab of its own is the browser's matter; an address elsewhere is the page's, and so is a form that the
    // server takes.
    const { origin, pathname } = url;
    const isFirst = pathname === loginPath;
    const isLogin = origin === location.origin && (isFirst || pathname.startsWith(`${loginPath}/`));
    if (!newTab && isLogin && (mode === "link" || (redirectUri && isFirst))) {
      event.preventDefault();
      void begin(url, url.searchParams.get("returnTo") ?? pathOf(location));
    }
  }

  return {
    user: known.get,
    login,
    async logout() {
      const url = `${path}/logout`;
      const { location: next } = await requestJson(url, {}).catch((error: unknown) => {
        // The browser holds no session any more, whatever the server still does.
        if ((error as ClientError).code === "logout_incomplete") known.set({ user: null });
        throw error;
      });
      if (typeof next !== "string") throw new ClientError(url);
      known.set({ user: null });
      location.assign(next);
    },
    subscribe: known.subscribe,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.status !== 401 || !response.url.startsWith(`${location.origin}/`)) return response;
      known.forget();
      await loginFor(await problemOf(response));
      throw new ClientError(response.url, response, "not_authenticated");
    },
    guardFetch: () => guardFetch(path, loginFor),
    connect(root) {
      root.addEventListener("moncomptepro-login", listen);
      return () => root.removeEventListener("moncomptepro-login", listen);
    },
    handleCallback: () =>
      (finishing ??= pageLogin().then(({ finishPageLogin }) => finishPageLogin(path, redirectUri, known))),
  };
}

/** Loaded only where the page is the redirect URI. */
const pageLogin = (): Promise<typeof PageLogin> => import("./page-login.js");
