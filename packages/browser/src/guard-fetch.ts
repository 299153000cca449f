/** What a guard of the server answers a script (RFC 9457), as far as it is read here. */
export interface Problem {
  /** Where a login begins. No 401 of the application's own has it. */
  readonly loginUrl?: string;
  /** The page whose data a client-side router asked for. */
  readonly page?: string;
}

/** What an answer says of its refusal; nothing when it is no answer of a guard. */
export async function problemOf(response: Response): Promise<Problem> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return {};
  return ((await response
    .clone()
    .json()
    .catch(() => undefined)) ?? {}) as Problem;
}

/**
 * Replaces `fetch`: where a guard refuses a request of this origin, the page leaves for the login. What asked gets no answer
 * until the person comes back to this very page by the back button: an error would be shown on the way out.
 *
 * @param path - where the routes are, whose own answers are left alone
 * @param login - begins a login that comes back here, at the provider that the guard names
 * @returns undoes it
 */
export function guardFetch(path: string, login: (problem: Problem) => Promise<void>): () => void {
  const original = window.fetch;
  window.fetch = async (input, init) => {
    const response = await original.call(window, input, init);
    const { origin } = location;
    if (!response.url.startsWith(`${origin}/`) || response.url.startsWith(`${origin}${path}/`))
      return response;
    const problem = await problemOf(response);
    const { loginUrl, page } = problem;
    // The page itself may ask for more than a login, or say why not.
    if (loginUrl && page?.startsWith("/")) location.assign(origin + page);
    else if (loginUrl && response.status === 401) await login(problem);
    else return response;
    return new Promise((resolve) => {
      addEventListener("pageshow", () => resolve(response), { once: true });
    });
  };
  return () => {
    window.fetch = original;
  };
}
