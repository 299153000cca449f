import type { JWK } from "jose";
import type { KoaContextWithOIDC } from "oidc-provider";
import { endpointOf } from "../endpoint.js";
import type { ArmedFaults, Occasion } from "./armed-faults.js";
import { appliesTo, CLAIM_FAULTS, falsifyClaims } from "./falsify-claims.js";
import { falsifyRedirect, redirectApplies, refusal, RESPONSE_FAULTS } from "./falsify-redirect.js";
import { claimsOf, falsifyToken, TOKEN_FAULTS } from "./falsify-token.js";
import type { Claims } from "./fault-kind.js";
import type { Fault } from "./fault.js";
import { ANSWER_FAULTS, spoilAnswer } from "./spoil-answer.js";

/** A middleware of oidc-provider, that is of Koa. */
export type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/**
 * Turns the provider's true answers into false ones, where a fault says so. The provider has done its work by then: a
 * code redeemed in an answer that got lost is spent.
 */
export function falsifyAnswers(faults: ArmedFaults, keys: readonly JWK[]): Middleware {
  return async (context, next) => {
    await next();
    if (faults.all.length === 0) return;
    const occasion = readOccasion(context);
    if (occasion === undefined) return;
    try {
      await falsifyContent(context, occasion, { faults, keys });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.error(`moncomptepro-mock: a fault cannot be applied: ${reason}`);
      context.status = 500;
      context.body = { error: "mock_fault", error_description: reason };
    }
    for (const fault of faults.take(ANSWER_FAULTS, occasion)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, until one has answered
      if (await spoilAnswer(context.res, fault, faults.waiting)) {
        context.respond = false;
        return;
      }
    }
  };
}

interface Room {
  readonly faults: ArmedFaults;
  readonly keys: readonly JWK[];
}

function readOccasion({ oidc }: Partial<KoaContextWithOIDC>): Occasion | undefined {
  // No route of the provider: an address that is none.
  if (oidc === undefined) return undefined;
  const endpoint = endpointOf(oidc.route);
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    client: oidc.client?.clientId,
    sub: oidc.account?.accountId ?? oidc.session?.accountId,
  };
}

async function falsifyContent(context: KoaContextWithOIDC, occasion: Occasion, room: Room): Promise<void> {
  const { endpoint } = occasion;
  if (endpoint === "authorization") return falsifyAuthorization(context, occasion, room);
  if (endpoint === "end_session") return falsifyLogout(context, occasion, room);
  // An honest error is no answer to falsify.
  if (context.status !== 200) return undefined;
  if (endpoint === "token") return falsifyTokens(context, occasion, room);
  if (endpoint === "userinfo") return falsifyUserinfo(context, occasion, room);
  if (endpoint === "discovery") {
    const taken = room.faults.take(["wrong_iss"], occasion);
    if (taken.length > 0) context.body = { ...(context.body as Claims), issuer: "https://other.example" };
  }
  return undefined;
}

function falsifyAuthorization(context: KoaContextWithOIDC, occasion: Occasion, { faults }: Room): void {
  const { oidc, response } = context;
  const { redirect_uri: redirectUri, state } = oidc.params ?? {};
  // Typed as a text by Koa, and undefined where there is none.
  const location: string | undefined = response.get("location");
  if (!location || typeof redirectUri !== "string") return;
  const isFinal = location.startsWith(redirectUri);

  // For a person, once the answer is about them; otherwise at once.
  const refused = faults.take(["access_denied"], isFinal ? occasion : { ...occasion, sub: undefined });
  if (refused.length > 0) {
    const request = {
      redirectUri,
      state: typeof state === "string" ? state : undefined,
      issuer: oidc.issuer,
    };
    response.set("location", refusal(request));
  } else if (isFinal) {
    response.set(
      "location",
      falsifyRedirect(location, faults.take(RESPONSE_FAULTS, occasion, redirectApplies(location))),
    );
  }
}

/** The way back from a logout; a page of it leads nowhere yet. */
function falsifyLogout({ response }: KoaContextWithOIDC, occasion: Occasion, { faults }: Room): void {
  const location: string | undefined = response.get("location");
  if (!location || !URL.canParse(location)) return;
  const taken = faults.take(RESPONSE_FAULTS, occasion, redirectApplies(location));
  response.set("location", falsifyRedirect(location, taken));
}

async function falsifyTokens(context: KoaContextWithOIDC, occasion: Occasion, room: Room): Promise<void> {
  const { id_token: idToken, ...rest } = context.body as { id_token?: string };
  if (idToken === undefined) return;
  const taken = room.faults.take(TOKEN_FAULTS, occasion, appliesTo(claimsOf(idToken)));
  if (taken.length === 0) return;
  context.body = { ...rest, id_token: await falsifyToken(idToken, taken, signing(context, room)) };
  shiftDate(context, taken);
}

async function falsifyUserinfo(context: KoaContextWithOIDC, occasion: Occasion, room: Room): Promise<void> {
  const claims = typeof context.body === "string" ? claimsOf(context.body) : (context.body as Claims);
  const taken = room.faults.take(TOKEN_FAULTS, occasion, appliesTo(claims));
  if (taken.length === 0) return;
  if (typeof context.body === "string") {
    context.body = await falsifyToken(context.body, taken, signing(context, room));
  } else {
    const impossible = taken.find(({ name }) => !CLAIM_FAULTS.includes(name));
    if (impossible)
      throw new Error(`${impossible.name}: this client's userinfo is JSON, which is not signed`);
    context.body = falsifyClaims(context.body as Claims, taken);
  }
  shiftDate(context, taken);
}

function signing({ oidc }: KoaContextWithOIDC, { keys }: Room): Parameters<typeof falsifyToken>[2] {
  return { keys, clientSecret: oidc.client?.clientSecret };
}

function shiftDate(context: KoaContextWithOIDC, taken: readonly Fault[]): void {
  const shift = taken.find(({ name }) => name === "clock_shift")?.seconds;
  if (shift !== undefined) context.set("Date", new Date(Date.now() + shift * 1000).toUTCString());
}
