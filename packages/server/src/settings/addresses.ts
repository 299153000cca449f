import * as v from "valibot";
import { isSecure } from "../http/loopback.js";
import { text, type Form } from "./forms.js";

/** What an address must be, once it is one. */
const must = (hold: (address: URL) => boolean, otherwise: string) =>
  v.check((value: string) => !URL.canParse(value) || hold(new URL(value)), otherwise);

/** What is wrong with an address that is not safe to call. */
export const NOT_SECURE = "must start with https://; http:// is accepted towards localhost only";

/** An address that is safe to call. */
export const address = (what: string, example: string): Form<string> =>
  v.pipe(webAddress(what, example), must(isSecure, NOT_SECURE));

/** An address by http or https. It stays as written: providers compare some of them to the letter. */
export const webAddress = (what: string, example: string): Form<string> => {
  const message = `must be ${what}, for example ${example}`;
  return v.pipe(
    text(message),
    v.check((value) => URL.canParse(value), message),
    must(({ protocol }) => /^https?:$/.test(protocol), NOT_SECURE),
    must(({ username, password }) => !username && !password, "must not hold a user name or a password"),
    must(({ search, hash }) => !search && !hash, "must have neither a query (?) nor a fragment (#)"),
  );
};

/** A path of the application. */
export const path = (): Form<string> =>
  v.pipe(
    v.string("must be a path that starts with /"),
    v.regex(/^\/(?!\/)[^\\\s?#]*$/, "must be a path that starts with a single / and has no ? or #"),
  );
