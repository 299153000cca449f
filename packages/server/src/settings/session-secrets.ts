import * as v from "valibot";
import type { Form } from "./forms.js";

const MESSAGE = "must be 32 random characters or more: openssl rand -base64 48";

/** The setting `sessionSecret`: a list, or a text with commas between. */
export const sessionSecrets = (): Form<string[]> =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === "string" ? value.split(",") : value)),
    v.array(v.pipe(v.string(MESSAGE), v.trim(), v.minLength(32, MESSAGE)), MESSAGE),
    v.minLength(1, MESSAGE),
  );
