import type { KoaContextWithOIDC } from "oidc-provider";
import { errorPage, logoutPage } from "../pages/notice-pages.js";
import { document, pageHeaders, type Page } from "../pages/page.js";
import { textsFor } from "../pages/texts/texts-for.js";
import type { ProviderState } from "../provider-state.js";

/** Where a logout ends when it names no page of the application: the address of the real provider. */
export const SIGNED_OUT_PATH = "/users/start-sign-in/?notification=logout_success";

function show(context: KoaContextWithOIDC, page: Page): void {
  context.set(pageHeaders(page));
  context.body = document(page);
}

/** The page of an error that cannot be sent to the relying party. */
export function showError(
  context: KoaContextWithOIDC,
  { error, error_description: description }: { error: string; error_description?: string | undefined },
): void {
  show(context, errorPage(textsFor(context.req), { status: context.status, error, description }));
}

/**
 * The page that confirms a logout by itself. Opening it already ends the provider's own session and forgets the
 * organisation, confirmed or not.
 */
export function showLogout(state: ProviderState, context: KoaContextWithOIDC): void {
  const { oidc } = context;
  endSignIn(state, context);
  const action = new URL(oidc.urlFor("end_session_confirm")).pathname;
  show(context, logoutPage(textsFor(context.req), action, String(oidc.session?.state?.secret)));
}

/** Ends a logout that names no page of the application. */
export function endLogout(state: ProviderState, context: KoaContextWithOIDC): void {
  endSignIn(state, context);
  context.redirect(SIGNED_OUT_PATH);
}

function endSignIn({ people, signIns }: ProviderState, { req, res }: KoaContextWithOIDC): void {
  const signIn = signIns.current(req);
  if (signIn !== undefined) people.forgetOrganization(signIn.sub);
  signIns.close(req, res);
}
