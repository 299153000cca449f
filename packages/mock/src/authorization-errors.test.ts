import { describe, expect, it } from "vitest";
import { startFixture } from "../test/fixture.js";

const { mock, application, browser } = await startFixture({ scope: "openid email organization" });

describe("an authorization request", () => {
  const usual = { scope: "openid email organization" };

  it.each([
    ["an unknown client", { client_id: "<b>nobody</b>" }, "invalid_client: client is invalid"],
    [
      "another redirect URI",
      { redirect_uri: "http://localhost:3000/auth/callback/" },
      "invalid_redirect_uri",
    ],
  ])("of %s ends on a page", async (_name, parameters, error) => {
    const page = await application.start(browser, { ...usual, ...parameters });
    expect(page.left).toBe(false);
    expect(page.status).toBe(400);
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(page.text).toContain(error);
    expect(page.text).not.toContain("<b>");
  });

  it.each([
    [{ scope: "openid phone" }, "invalid_scope", "requested scope is not allowed"],
    [{ scope: "email" }, "invalid_request", "openid scope must be requested when using the nonce parameter"],
    [{ prompt: "select_account" }, "invalid_request", "unsupported prompt value requested"],
    [{ prompt: "none login" }, "invalid_request", "prompt none must only be used alone"],
    [{ claims: "{" }, "invalid_request", "could not parse the claims parameter JSON"],
    [{ code_challenge: "x".repeat(43) }, "invalid_request", "code_challenge_method must be provided"],
    [{ max_age: "-1" }, "invalid_request", "invalid max_age parameter value"],
    [{ request: "x" }, "request_not_supported", undefined],
    [{ resource: "https://elsewhere.example" }, "invalid_target", undefined],
  ])("with %o is %s", async (parameters, error, description) => {
    const { url } = await application.start(browser, { ...usual, ...parameters });
    expect(url.searchParams.get("error")).toBe(error);
    if (description !== undefined) expect(url.searchParams.get("error_description")).toBe(description);
    expect(url.searchParams.get("state")).toBe("state-1");
    expect(url.searchParams.get("iss")).toBe(mock.issuer);
  });

  it("for a token is answered in the fragment", async () => {
    const { url } = await application.start(browser, { ...usual, response_type: "id_token" });
    expect(new URLSearchParams(url.hash.slice(1)).get("error")).toBe("unsupported_response_type");
  });

  it("loses unknown scopes, and parameters too", async () => {
    const parameters = { scope: "openid email siren offline_access", unknown: "x", ui_locales: "de" };
    const callback = await application.logIn(browser, "town-hall-agent", { parameters });
    const { tokens } = await application.finish(callback);
    expect(tokens.scope).toBe("openid email");
    expect(tokens.refresh_token).toBeUndefined();
  });

  it("may leave out the only redirect URI", async () => {
    const url = application.authorizationUrl(usual);
    url.searchParams.delete("redirect_uri");
    const page = await browser.open(url);
    const callback = await browser.submit(page, { persona: "town-hall-agent" }, "/persona");
    expect(callback.url.pathname).toBe("/auth/callback");
  });
});
