import type { User } from "@moncomptepro/profiles";
import type { Auth as Core } from "../create-auth.js";
import { contextOf, rememberContext, type SessionContext } from "../session-context.js";

const SHARED = Symbol.for("@moncomptepro/server/next");

interface Shared<U extends User> {
  readonly core: Core<U>;
  readonly context: SessionContext;
}

/**
 * The one core of this process. Next bundles pages and routes apart, so that each has its own copy of the application's
 * modules: a session that a route ended would live on for the pages. Not while developing, where modules are reloaded
 * because they changed.
 */
export function sharedCore<U extends User>(core: Core<U>): Core<U> {
  if (process.env["NODE_ENV"] !== "production") return core;
  const own: Shared<U> = { core, context: contextOf(core) };
  const { issuer, clientId, redirectUri, cookieName } = own.context.settings;
  const key = [issuer, clientId, redirectUri, cookieName].join(" ");
  const place = globalThis as { [SHARED]?: Map<string, Shared<U>> };
  const all = (place[SHARED] ??= new Map<string, Shared<U>>());
  const first = all.get(key) ?? own;
  all.set(key, first);
  // Another copy of this module made it and remembers its context; this one does not yet.
  rememberContext(first.core, first.context);
  return first.core;
}
