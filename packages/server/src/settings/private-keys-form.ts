import * as v from "valibot";
import { text, type Form } from "./forms.js";

const MESSAGE = "must be a PEM or a JWK, or several of them, the current one first";

/** Private keys: a list, or a text that holds several keys: PEM after PEM, or a JWK set. */
export const privateKeys = (): Form<string[]> =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === "string" ? split(value.trim()) : value)),
    v.array(text(MESSAGE), MESSAGE),
    v.minLength(1, MESSAGE),
  );

function split(value: string): string[] {
  if (!value.startsWith("{")) return value.match(/-----BEGIN[^]*?-----END[^-]*-----/g) ?? [value];
  try {
    const { keys } = JSON.parse(value) as { keys?: unknown };
    return Array.isArray(keys) ? keys.map((key) => JSON.stringify(key)) : [value];
  } catch {
    return [value];
  }
}
