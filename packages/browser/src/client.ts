import { ClientError } from "./client-error.js";
import { requestJson } from "./request-json.js";
import type { User } from "./user.js";

/** How to reach the routes of `@moncomptepro/server`. */
export interface ClientOptions {
  /** Where the routes are. `/auth` by default. */
  readonly path?: string;
}

/** How to log in. */
export interface LoginOptions {
  /** Path to come back to. The current one, with its query and fragment, by default. */
  readonly returnTo?: string;
}

/** Login, user and logout from a page. Made by {@link createClient}. */
export interface Client {
  /** Who is logged in, or `undefined`. */
  user(): Promise<User | undefined>;
  /** Leaves the page for the login, which comes back to it. */
  login(options?: LoginOptions): Promise<void>;
  /** Ends the session of the application, then leaves the page for the logout of the provider. */
  logout(): Promise<void>;
}

/**
 * A client of the routes of `@moncomptepro/server` on this origin. No token ever reaches the page.
 *
 * @example
 * const client = createClient();
 * const user = await client.user();
 * if (!user) await client.login();
 */
export function createClient({ path = "/auth" }: ClientOptions = {}): Client {
  return {
    async user() {
      // Asked with `optional`, a logged-out person is an answer, and no error in the console of the page.
      const url = `${path}/me?optional`;
      const body = await requestJson("GET", url);
      if (isUser(body.user)) return body.user;
      if (body.user === null) return undefined;
      throw new ClientError("unexpected_answer", `GET ${url} answered no user.`, body);
    },
    async login({ returnTo = location.pathname + location.search + location.hash } = {}) {
      location.assign(`${path}/login?returnTo=${encodeURIComponent(returnTo)}`);
    },
    async logout() {
      const url = `${path}/logout`;
      const body = await requestJson("POST", url);
      if (typeof body.location !== "string") {
        throw new ClientError("unexpected_answer", `POST ${url} answered no location.`, body);
      }
      location.assign(body.location);
    },
  };
}

const isUser = (value: unknown): value is User =>
  typeof value === "object" && value !== null && "sub" in value;
