import { AuthError } from "../errors.js";

const MAXIMUM_DEPTH = 32;

/**
 * Parses a JSON object that came from the provider.
 *
 * @throws AuthError `provider_error` when it is not JSON, no object, or nested deeper than any honest document
 */
export function parseJsonObject(text: string, what: string): Record<string, unknown> {
  if (depth(text) > MAXIMUM_DEPTH)
    throw new AuthError("provider_error", { hint: `${what} is nested too deep` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AuthError("provider_error", { hint: `${what} is not JSON`, cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AuthError("provider_error", { hint: `${what} is not a JSON object` });
  }
  return value as Record<string, unknown>;
}

/** How deep brackets nest, texts left out. */
function depth(text: string): number {
  let current = 0;
  let deepest = 0;
  for (const [bracket] of text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "").matchAll(/[[\]{}]/g)) {
    current += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, current);
  }
  return deepest;
}
