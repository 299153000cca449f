import type { KoaContextWithOIDC } from "oidc-provider";
import { errorPage, logoutPage, signedOutPage } from "../pages/notice-pages.js";
import { document, pageHeaders, type Page } from "../pages/page.js";
import { textsFor } from "../pages/texts/texts-for.js";
import { findMismatches, type Registration } from "../registration/find-mismatches.js";
import { closeSession, type ProviderState } from "../state/provider-state.js";
import type { ProviderBehavior, Refusal } from "./behavior.js";

function show(context: KoaContextWithOIDC, page: Page): void {
  context.set(pageHeaders(page));
  context.body = document(page);
}

/** The page of an error that cannot be sent to the relying party. */
export function showError(
  { errorCode }: ProviderBehavior,
  registration: Registration,
  context: KoaContextWithOIDC,
  { error, error_description: description }: { error: string; error_description?: string | undefined },
): void {
  show(
    context,
    errorPage(textsFor(context.req), {
      status: context.status,
      error: errorCode(error, description ?? undefined),
      description,
      mismatches: findMismatches(context, registration),
    }),
  );
}

/** The page of a request that oidc-provider never sees, or whose answer is not shown. */
export function showRefusal(context: KoaContextWithOIDC, registration: Registration, refusal: Refusal): void {
  context.status = refusal.status;
  const mismatches = findMismatches(context, registration);
  show(context, errorPage(textsFor(context.req), { ...refusal, mismatches }));
  if (refusal.contentType !== undefined) context.type = refusal.contentType;
}

/**
 * The page that confirms a logout by itself. Opening it already ends the provider's own session and forgets the
 * organisation, confirmed or not.
 */
export function showLogout(state: ProviderState, context: KoaContextWithOIDC): void {
  const { oidc } = context;
  closeSession(state, context.req, context.res);
  const action = new URL(oidc.urlFor("end_session_confirm")).pathname;
  show(context, logoutPage(textsFor(context.req), action, String(oidc.session?.state?.secret)));
}

/** Ends a logout that names no page of the application. */
export function endLogout(
  { signedOutPath }: ProviderBehavior,
  state: ProviderState,
  context: KoaContextWithOIDC,
): void {
  closeSession(state, context.req, context.res);
  if (signedOutPath === undefined) show(context, signedOutPage(textsFor(context.req)));
  else context.redirect(signedOutPath);
}
