import type { User } from "@moncomptepro/profiles";
import { ofProvider } from "./one-of-each.js";
import { clientScope, ownScope } from "./sealing/scopes.js";
import { contextOf } from "./session-context.js";
import { ownIssuer } from "./session/is-own.js";
import { createSessionRecord } from "./session/session-record.js";
import type { Session } from "./session/session.js";
import { isOwnLogin } from "./settings/own-logins.js";
import { requireTestSession } from "./settings/test-session.js";

export type { SessionStore } from "./store/session-store.js";
export {
  sessionStoreContract,
  type MakeStore,
  type StoreCase,
  type StoreContractOptions,
} from "./stores/contract/contract.js";

/** A logged-in person, without any provider. */
export interface TestSession {
  /** For the `Cookie` header of a request. */
  readonly cookie: string;
  /** One by one, for a browser: `context.addCookies()` of Playwright takes them with a `url`. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Makes the cookies of a logged-in person, for the tests of an application.
 *
 * @example
 * const { cookie } = await createTestSession(auth, { sub: "1", email: "a@b.fr", organization: { siret, siren } });
 * const response = await fetch(`${address}/dossiers`, { headers: { cookie } });
 *
 * @param auth - what `createAuth()` gave
 * @param user - who is logged in; missing members of the identity are made up
 * @param content - what else the session holds
 * @throws Error with `NODE_ENV=production`
 */
export async function createTestSession(
  auth: object,
  user: Omit<User, "issuer" | "provider" | "authentication"> & Partial<User>,
  content: Pick<Session, "claims" | "data"> = {},
): Promise<TestSession> {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("createTestSession() needs no login: it must not run in production");
  requireTestSession(user, content);
  const context = contextOf(auth);
  const { sessionBackend } = context;
  const { settings } = ofProvider(user.provider ?? "", context) ?? context;
  const isOwn = user.provider !== undefined && isOwnLogin(user.provider, settings);
  const identity = {
    issuer: isOwn ? ownIssuer(settings) : settings.issuer,
    provider: settings.profile.id,
    authentication: { acrProven: false },
    ...user,
  };
  const setCookie = await sessionBackend.begin(
    createSessionRecord({
      user: identity,
      client: isOwn ? ownScope(settings) : clientScope(settings),
      ...content,
    }),
    {},
  );
  const cookies = setCookie.map((header) => {
    const [pair = ""] = header.split(";", 1);
    const [name = "", value = ""] = pair.split("=", 2);
    return { name, value };
  });
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "), cookies };
}
