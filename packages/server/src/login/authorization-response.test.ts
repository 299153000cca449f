import { afterAll, beforeAll, expect, test } from "vitest";
import { franceconnect, moncomptepro, proconnect } from "@moncomptepro/profiles";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { meetProvider } from "../../test/provider.js";
import { checkAuthorizationResponse } from "./authorization-response.js";

let hostile: HostileProvider;
beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());

/** RFC 6749 section 4.1.2.1, OpenID Connect Core 3.1.2.6, and OpenID Connect Core Error Code 1.0. */
test.each([
  ["access_denied", "access_denied"],
  ["login_required", "login_required"],
  ["interaction_required", "login_required"],
  ["account_selection_required", "login_required"],
  ["consent_required", "login_required"],
  ["unmet_authentication_requirements", "acr_not_reached"],
  ["temporarily_unavailable", "provider_unavailable"],
  ["server_error", "provider_error"],
  ["invalid_scope", "request_refused"],
  ["constructor", "request_refused"],
])("error=%s is told as %s", async (error, code) => {
  const response = new URLSearchParams({ error, state: "state", iss: hostile.issuer });
  const checking = checkAuthorizationResponse(response, { state: "state" }, meetProvider(hostile));
  await expect(checking).rejects.toMatchObject({ code });
});

test.each([
  [proconnect, "siret", "https://datapass.api.gouv.fr (DataPass, form agent-connect-fs)"],
  [moncomptepro, "phone", "https://partenaires.proconnect.gouv.fr (the ProConnect team"],
  [
    franceconnect,
    "cnaf_enfants",
    "form franceconnect), or leave it out of MONCOMPTEPRO_SCOPE; its data take another request: DataPass, form api-particulier",
  ],
])(
  "at $id, the scope %s that is not in the habilitation is told with where to ask for it",
  async (profile, scope, where) => {
    const response = new URLSearchParams({
      error: "invalid_scope",
      scope,
      state: "state",
      iss: hostile.issuer,
    });
    const checking = checkAuthorizationResponse(
      response,
      { state: "state" },
      meetProvider(hostile, { provider: profile }),
    );
    await expect(checking).rejects.toMatchObject({
      hint: expect.stringMatching(
        new RegExp(`the scope ${scope} is not in your habilitation: ask for it at .*`),
      ),
    });
    await expect(checking).rejects.toMatchObject({ hint: expect.stringContaining(where) });
  },
);

test("a scope that the client may not ask for is told with the variable that holds it", async () => {
  const response = new URLSearchParams({ error: "invalid_scope", state: "state", iss: hostile.issuer });
  const checking = checkAuthorizationResponse(response, { state: "state" }, meetProvider(hostile));
  await expect(checking).rejects.toMatchObject({ hint: expect.stringContaining("MONCOMPTEPRO_SCOPE") });
});

/** What the providers answer where the code alone says something else: measured. */
test.each([
  [moncomptepro, "access_denied", "none of the requested ACRs could be obtained", "acr_not_reached"],
  [moncomptepro, "access_denied", "End-User aborted interaction", "access_denied"],
  [moncomptepro, "login_required", "none of the requested ACRs could be obtained", "login_required"],
  [proconnect, "access_denied", "requested ACRs could not be satisfied", "acr_not_reached"],
  [
    proconnect,
    "invalid_request",
    "authentication aborted due to a technical error on the authorization server",
    "access_denied",
  ],
  [proconnect, "invalid_request", "unsupported prompt value requested", "request_refused"],
  [proconnect, "access_denied", "authentication aborted due to invalid identity", "access_denied"],
])("at $id, error=%s with “%s” is told as %s", async (profile, error, description, code) => {
  const response = new URLSearchParams({
    error,
    error_description: description,
    state: "state",
    iss: hostile.issuer,
  });
  const provider = meetProvider(hostile, { provider: profile });
  const checking = checkAuthorizationResponse(response, { state: "state" }, provider);
  await expect(checking).rejects.toMatchObject({ code });
});
