import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";

/** What the provider signs for a client: a logout token as an ID token (OpenID Connect Back-Channel Logout 2.4). */
export type Signed = "idToken" | "userinfo";

/**
 * What the provider was first seen to sign with for this client. A client is registered with one algorithm of each kind,
 * so that another one is a mistake, or somebody's who has a weaker key: it is refused until the setting says so, or the
 * process starts again.
 *
 * Only answers of the provider's own endpoints, verified, are remembered: nobody else can choose what counts. Each
 * process learns by itself, so that instances cannot mislead each other; renewed keys of the same algorithm change
 * nothing.
 */
export class SeenAlgorithms {
  readonly #seen = new Map<Signed, string>();

  /** @throws AuthError the code given, when another algorithm was seen before */
  compare(kind: Signed, algorithm: string, invalid: ErrorCode): void {
    const before = this.#seen.get(kind);
    if (before === undefined || before === algorithm) return;
    const [now, then] = [algorithm, before].map((name) =>
      name === "none" ? "not signed" : `signed with ${name}`,
    );
    throw new AuthError(invalid, {
      hint: `it is ${now}, and was ${then} before: if the client is registered anew, set ${kind}SignedResponseAlg, or start again`,
    });
  }

  /** The same, and from now on it is the one. */
  learn(kind: Signed, algorithm: string, invalid: ErrorCode): void {
    this.compare(kind, algorithm, invalid);
    this.#seen.set(kind, algorithm);
  }
}

/**
 * The algorithms of several that the provider says it signs with. One alone is the one registered, which the setting
 * knows better than the discovery document.
 */
export function advertised(algorithms: readonly string[], announced: unknown): readonly string[] {
  if (algorithms.length < 2 || !Array.isArray(announced)) return algorithms;
  return algorithms.filter((algorithm) => announced.includes(algorithm));
}
