import { afterAll, beforeAll, expect, test } from "vitest";
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
