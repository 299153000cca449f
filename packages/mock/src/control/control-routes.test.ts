import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { startFixture } from "../../test/fixture.js";

const { mock, application } = await startFixture();

const JSON_TYPE: Record<string, string> = { "content-type": "application/json" };

async function control(
  path: string,
  { method = "POST", headers = JSON_TYPE, body = "{}" } = {},
): Promise<Response> {
  return fetch(`${mock.url}/mock/${path}`, { method, headers, ...(method === "POST" && { body }) });
}
const post = (path: string, body: object): Promise<Response> => control(path, { body: JSON.stringify(body) });

describe("the control route", () => {
  it("arms a fault, lists what is armed and what there is, and clears", async () => {
    const settings = { endpoint: "jwks", status: 503, times: 2 };
    const armed = await post("faults", { name: "http_error", ...settings });
    expect(armed.status).toBe(201);
    expect(await armed.json()).toEqual({ name: "http_error", ...settings, applied: 0 });
    expect((await fetch(`${mock.url}/oauth/jwks`)).status).toBe(503);

    const list = (await (await control("faults", { method: "GET" })).json()) as {
      faults: object[];
      available: object[];
    };
    expect(list.faults).toEqual([{ name: "http_error", ...settings, applied: 1 }]);
    expect(list.available).toContainEqual({
      name: "missing_claim",
      description: "a claim is left out",
      endpoints: ["token", "userinfo", "backchannel_logout"],
      settings: ["claim", "endpoint", "times", "client", "person"],
    });

    expect((await control("faults", { method: "DELETE" })).status).toBe(204);
    expect((await fetch(`${mock.url}/oauth/jwks`)).status).toBe(200);
  });

  it("says what a bad fault should have been", async () => {
    const answer = await post("faults", { name: "nonsense" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: expect.stringContaining("Known faults: wrong_signature, "),
    });
  });

  it("logs in, shows what was asked, and resets", async () => {
    const login = await post("log-in", {
      authorizationUrl: application.authorizationUrl().href,
      person: "three-organizations",
      organization: "20990028100012",
    });
    const { callbackUrl } = (await login.json()) as { callbackUrl: string };
    expect(new URL(callbackUrl).searchParams.get("state")).toBe("state-1");

    const { requests } = (await (await control("requests", { method: "GET" })).json()) as {
      requests: object[];
    };
    expect(requests).toMatchObject([{ endpoint: "authorization", client: "moncomptepro-demo" }]);
    expect((await post("reset", {})).status).toBe(204);
    expect(mock.requests).toEqual([]);
  });

  it("says why a login or a logout cannot be", async () => {
    const authorizationUrl = application.authorizationUrl().href;
    const login = await post("log-in", { authorizationUrl, person: "me" });
    expect([login.status, await login.json()]).toEqual([
      400,
      { error: expect.stringMatching(/^Unknown person me\. Known people: town-hall-agent, /) },
    ]);
    for (const elsewhere of ["", "nothing", "https://other.example/oauth/authorize"]) {
      const answer = await post("log-in", { authorizationUrl: elsewhere, person: "contractor" });
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: expect.stringContaining("did the application redirect to its login?") },
      ]);
    }
    const logout = await post("backchannel-logout", { person: "contractor" });
    expect([logout.status, await logout.json()]).toEqual([
      400,
      { error: "No client has a backchannelLogoutUri." },
    ]);
    expect((await post("backchannel-logout", {})).status).toBe(400);
    expect((await post("backchannel-logout", { person: 7 })).status).toBe(400);
  });

  it.each<[string, Parameters<typeof control>[1], number]>([
    ["a foreign origin", { headers: { ...JSON_TYPE, origin: "https://evil.example" } }, 403],
    ["the origin of another port", { headers: { ...JSON_TYPE, origin: "http://localhost:3000" } }, 403],
    ["an origin that is none", { headers: { ...JSON_TYPE, origin: "null" } }, 403],
    ["a page of another site, reading", { method: "GET", headers: { "sec-fetch-site": "cross-site" } }, 403],
    ["a page of another port, reading", { method: "GET", headers: { "sec-fetch-site": "same-site" } }, 403],
    [
      "a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "name=expired" },
      415,
    ],
    ["text that is JSON", { headers: { "content-type": "text/plain" } }, 415],
    ["JSON that is none", { body: "{" }, 400],
    ["a list", { body: "[]" }, 400],
    ["a megabyte", { body: JSON.stringify({ name: "x".repeat(1_000_000) }) }, 413],
    ["another method", { method: "PUT" }, 405],
  ])("refuses %s", async (_name, init, status) => {
    const refused = await raw("/mock/faults", init);
    expect(refused).toBe(status);
    expect(mock.faults).toEqual([]);
  });

  it("refuses another host, and a name of this machine's own is none of them", async () => {
    expect(await raw("/mock/faults", { method: "GET", headers: { host: "evil.example" } })).toBe(403);
    expect(await raw("/mock/faults", { method: "GET", headers: { host: "localhost" } })).toBe(200);
  });

  it.each(["/mock/nothing", "/mock/", "/mock/constructor", "/mock/faults/"])(
    "has nothing at %s",
    async (path) => {
      expect(await raw(path, { method: "GET" })).toBe(404);
    },
  );

  it("lets its own origin ask, which no page has", async () => {
    expect(
      await raw("/mock/reset", {
        headers: { ...JSON_TYPE, host: "localhost:1", origin: "http://localhost:1" },
      }),
    ).toBe(204);
  });
});

/** The status, of a request whose headers are all ours: `fetch` has its own mind about some. */
async function raw(
  path: string,
  { method = "POST", headers = JSON_TYPE, body = "{}" } = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: mock.port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once("error", reject);
    sent.end(method === "POST" ? body : undefined);
  });
}
