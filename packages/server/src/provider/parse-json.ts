import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isPlainObject } from "../settings/members.js";

const MAXIMUM_DEPTH = 32;

/**
 * Parses a JSON object that came from the provider.
 *
 * @param invalid - the code of what is not JSON, no object, or nested deeper than any honest document
 * @throws AuthError with that code
 */
export function parseJsonObject(
  text: string,
  what: string,
  invalid: ErrorCode = "provider_error",
): Record<string, unknown> {
  if (depth(text) > MAXIMUM_DEPTH) throw new AuthError(invalid, { hint: `${what} is nested too deeply` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What was caught quotes the text, and with it perhaps a token.
    throw new AuthError(invalid, { hint: `${what} is not JSON` });
  }
  if (!isPlainObject(value)) {
    throw new AuthError(invalid, { hint: `${what} is not a JSON object` });
  }
  return value;
}

/** How deep brackets nest, texts left out; read once from left to right, so that no text takes long. */
function depth(text: string): number {
  let current = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inText) {
      if (character === "\\") index += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "[" || character === "{") deepest = Math.max(deepest, (current += 1));
    else if (character === "]" || character === "}") current -= 1;
  }
  return deepest;
}
