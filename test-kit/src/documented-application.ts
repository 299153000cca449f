import { readFileSync } from "node:fs";
import { vi } from "vitest";
import { Browser, SECRET } from "./browser.js";
import type { HostileProvider } from "./hostile-provider.js";

/** The lines “after” of docs/applications.md, by name. */
const page = readFileSync(new URL("../../docs/applications.md", import.meta.url), "utf8");
const snippets = new Map(
  [...page.matchAll(/^```js name=(\S+)\n(.*?)^```$/gms)].map(([, name = "", text = ""]) => [name, text]),
);

/**
 * Runs some of them as one.
 *
 * @param has - what an application of their kind has, by name
 * @param result - an expression of what they declare; what they return by default
 */
export function runDocumented(
  names: readonly string[],
  has: Readonly<Record<string, unknown>>,
  result = "undefined",
): unknown {
  const text = names.map((name) => snippets.get(name) ?? `throw new Error("no snippet ${name}")`).join("\n");
  // oxlint-disable-next-line typescript/no-implied-eval -- the documentation's own lines, that they may not rot
  const made = new Function(...Object.keys(has), `${text}\nreturn ${result};`) as (
    ...values: unknown[]
  ) => unknown;
  return made(...Object.values(has));
}

/** The settings of such an application, in the environment. */
export function stubSettings({ issuer, clientId, clientSecret }: HostileProvider): void {
  vi.stubEnv("MONCOMPTEPRO_ISSUER", issuer);
  vi.stubEnv("MONCOMPTEPRO_CLIENT_ID", clientId);
  vi.stubEnv("MONCOMPTEPRO_CLIENT_SECRET", clientSecret);
  vi.stubEnv("MONCOMPTEPRO_SESSION_SECRET", SECRET);
}

/** Logs in there: what the callback answers. */
export async function logInAt(
  address: string,
  hostile: HostileProvider,
  { login, callback }: { readonly login: string; readonly callback: string },
  browser: Browser = browserAt(address),
): Promise<Response> {
  const asked = new URL((await browser.open(login)).headers.get("location") ?? "").searchParams;
  hostile.nonce = asked.get("nonce") ?? "";
  const answer = { code: "code", state: asked.get("state") ?? "", iss: hostile.issuer };
  return browser.open(`${callback}?${new URLSearchParams(answer)}`);
}

/** A browser at an application that listens. */
export const browserAt = (address: string): Browser =>
  new Browser({ handler: (request) => fetch(request, { redirect: "manual" }) }, address);

/** The JWT of the application that an answer brings. */
export const jwtOf = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((each) => each.startsWith("jwt="));
