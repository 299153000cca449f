import { vi } from "vitest";
import { browserAt, SECRET, type Browser } from "./browser.js";
import { namedBlocks, runLines } from "./documented-lines.js";
import type { HostileProvider } from "./hostile-provider.js";

/** The lines “after” of docs/applications.md, by name. */
const snippets = namedBlocks("docs/applications.md");

/** Runs some of them as one: see `runLines`. */
export function runDocumented(
  names: readonly string[],
  has: Readonly<Record<string, unknown>>,
  result?: string,
): unknown {
  const text = names.map((name) => snippets.get(name) ?? `throw new Error("no snippet ${name}")`).join("\n");
  return runLines(text, has, result);
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

/** The JWT of the application that an answer brings. */
export const jwtOf = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((each) => each.startsWith("jwt="));
