import { ask } from "./ask.js";
import { CookieJar } from "./cookie-jar.js";

/** How to go through the pages. */
export interface LogInOptions {
  /** SIRET of the organisation to choose, for a person who has several. */
  readonly organization?: string;
}

interface HeadlessLogin extends LogInOptions {
  readonly person: string;
  readonly connectTo: string;
}

/** Where the way ends: somewhere outside the provider, or on a page of it. */
interface Arrival {
  readonly url: URL;
  readonly status: number;
  readonly isOutside: boolean;
  /** What a page says went wrong. */
  readonly reason?: string | undefined;
}

/** Redirects followed at most: more is a circle. */
const MAXIMUM_REDIRECTS = 20;

/**
 * Goes through the pages of a login without a browser. What a page offers is taken: a second factor, a verified identity.
 *
 * @param authorizationUrl - where the relying party sends the person
 * @param login - id of the persona, the organisation to choose, the address of this machine to connect to
 * @returns the address that the provider sends the person back to, with `code` or `error`
 * @throws Error when the login ends on a page instead
 */
export async function logInHeadless(
  authorizationUrl: string | URL,
  { person, organization, connectTo }: HeadlessLogin,
): Promise<URL> {
  const { origin } = new URL(authorizationUrl);
  const jar = new CookieJar();

  async function request(url: URL, body?: URLSearchParams): Promise<Arrival> {
    let next = url;
    let form = body;
    for (let followed = 0; followed < MAXIMUM_REDIRECTS; followed += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each redirect says where the next request goes
      const { status, location, setCookie, text } = await ask(next, {
        cookie: jar.header(next),
        form,
        connectTo,
      });
      jar.store(setCookie);
      if (location === undefined) return { url: next, status, isOutside: false, reason: reasonIn(text) };
      next = new URL(location, next);
      form = undefined;
      if (next.origin !== origin) return { url: next, status, isOutside: true };
    }
    throw new Error(`The login of ${person} is sent round in a circle at ${next.pathname}.`);
  }

  let arrival = await request(new URL(authorizationUrl));
  if (isPage(arrival, "email") || isPage(arrival, "password")) {
    arrival = await request(page(arrival, "persona"), new URLSearchParams({ persona: person }));
  }
  if (isPage(arrival, "second-factor")) arrival = await request(arrival.url, new URLSearchParams());
  if (isPage(arrival, "organization")) {
    if (organization === undefined) {
      throw new Error(`${person} has several organisations: say which one, { organization: "<siret>" }.`);
    }
    arrival = await request(page(arrival, "organization"), new URLSearchParams({ siret: organization }));
  }
  if (isPage(arrival, "identity")) arrival = await request(arrival.url, new URLSearchParams());
  if (isPage(arrival, "confirmation")) arrival = await request(arrival.url, new URLSearchParams());
  if (arrival.isOutside) return arrival.url;
  const { url, status, reason = "nothing that this can go on with" } = arrival;
  throw new Error(`The login of ${person} ended on ${url.pathname}, with status ${status}: ${reason}.`);
}

/** What an error page of the provider says. */
function reasonIn(markup: string): string | undefined {
  const [, code] = /<p class="error"><code>(.*?)<\/code>/s.exec(markup) ?? [];
  return code
    ?.replace(/&(?:quot|#39|#34);/g, "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function isPage({ url, isOutside }: Arrival, step: string): boolean {
  return !isOutside && url.pathname.startsWith("/interaction/") && url.pathname.endsWith(`/${step}`);
}

/** Another page of the same login. */
function page({ url }: Arrival, step: string): URL {
  return new URL(step, url);
}
