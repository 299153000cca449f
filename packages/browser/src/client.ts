import { ClientError, unexpected } from "./client-error.js";
import { knownUser, type Listener } from "./known-user.js";
import type * as PageLogin from "./page-login.js";
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
}

/** A login that the page finished. */
export interface FinishedLogin {
  readonly user: User;
  /** The path where the login began. */
  readonly returnTo: string;
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
   * Lets the login buttons within, now and later, log in through this client.
   *
   * @returns undoes it
   */
  connect(root: Document | Element): () => void;
  /**
   * Finishes the login that the address of this page tells of, with `redirectUri`; `undefined` when it tells of none.
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
 */
export function createClient({ path = "/auth", redirectUri }: ClientOptions = {}): Client {
  const known = knownUser(path);
  let finishing: Promise<FinishedLogin | undefined> | undefined;

  async function login({
    returnTo = location.href.slice(location.origin.length),
  }: LoginOptions = {}): Promise<void> {
    if (redirectUri) await (await pageLogin()).startPageLogin(path, redirectUri, returnTo);
    else location.assign(`${path}/login?returnTo=${encodeURIComponent(returnTo)}`);
  }

  function listen(event: Event): void {
    event.preventDefault();
    const { href } = (event as CustomEvent<{ href: string }>).detail;
    const returnTo = new URL(href, location.href).searchParams.get("returnTo");
    void login(returnTo ? { returnTo } : {});
  }

  return {
    user: known.get,
    login,
    async logout() {
      const url = `${path}/logout`;
      const body = await requestJson("POST", url);
      if (typeof body.location !== "string") throw unexpected(url, body);
      known.set({ user: null });
      location.assign(body.location);
    },
    subscribe: known.subscribe,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.status !== 401 || !response.url.startsWith(`${location.origin}/`)) return response;
      known.forget();
      await login();
      throw new ClientError("not_authenticated", "Logging in", response);
    },
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
