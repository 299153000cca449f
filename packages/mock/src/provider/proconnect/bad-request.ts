import type { Refusal } from "../behavior.js";

/** What the federation shows for a request that it does not even look into. */
export function badRequest(description: string, status = 400): Refusal {
  return { status, error: "Y000400", description: `Bad Request Exception: ${description}` };
}
