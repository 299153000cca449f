import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { startFixture } from "../../test/fixture.js";
import { startMockProvider, type Endpoint } from "../index.js";

const { mock } = await startFixture();

/** Those that every provider has: `data` is FranceConnect's, see `api-particulier/answer-call.test.ts`. */
type Usual = Exclude<Endpoint, "data">;

/** A request that each endpoint answers, whatever it thinks of it. */
const requests: Readonly<Record<Usual, [path: string, method?: "POST"]>> = {
  discovery: ["/.well-known/openid-configuration"],
  jwks: ["/oauth/jwks"],
  authorization: ["/oauth/authorize?client_id=moncomptepro-demo"],
  interaction: ["/interaction/none"],
  pushed_authorization_request: ["/oauth/request", "POST"],
  token: ["/oauth/token", "POST"],
  userinfo: ["/oauth/userinfo"],
  introspection: ["/oauth/token/introspection", "POST"],
  end_session: ["/oauth/logout"],
};
const endpoints = Object.keys(requests) as Usual[];

async function ask(endpoint: Usual): Promise<Response> {
  const [path, method = "GET"] = requests[endpoint];
  const body = method === "POST" ? new URLSearchParams({ client_id: mock.clientId }) : null;
  return fetch(mock.url + path, { method, body, redirect: "manual" });
}

/** Waits for what must come about, and no longer. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(endpoints)("%s", (endpoint) => {
  it("can answer an HTTP error, once and nowhere else", async () => {
    const honest = (await ask(endpoint)).status;
    mock.fault("http_error", { endpoint, status: 503 });
    for (const other of endpoints.filter((one) => one !== endpoint)) {
      expect((await ask(other)).status).not.toBe(503);
    }
    expect((await ask(endpoint)).status).toBe(503);
    expect((await ask(endpoint)).status).toBe(honest);
  });

  it("can answer late", async () => {
    mock.fault("slow_answer", { endpoint, seconds: 0.2 });
    const begin = performance.now();
    const { status } = await ask(endpoint);
    expect(performance.now() - begin).toBeGreaterThan(190);
    expect((await ask(endpoint)).status).toBe(status);
  });

  it.each(["slow_answer", "no_answer"] as const)(
    "can hold its answer back until a reset: %s",
    async (name) => {
      const fault = mock.fault(name, { endpoint, ...(name === "slow_answer" && { seconds: 3600 }) });
      const answer = ask(endpoint).then(
        () => "answered",
        () => "cut",
      );
      await until(() => fault.applied === 1);
      await mock.reset();
      expect(await answer).toBe("cut");
    },
  );

  it("can break off in the middle of its JSON", async () => {
    mock.fault("invalid_answer", { endpoint });
    const answer = await ask(endpoint);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it("can answer megabytes", async () => {
    mock.fault("huge_answer", { endpoint, megabytes: 3 });
    const content = await (await ask(endpoint)).text();
    expect(content.length).toBeGreaterThan(3_000_000);
    expect(() => void JSON.parse(content)).not.toThrow();
  });
});

describe("huge_answer", () => {
  it("stops when who asked hangs up", async () => {
    mock.fault("huge_answer", { endpoint: "jwks", megabytes: 1000 });
    const answer = await ask("jwks");
    await answer.body?.cancel();
    expect((await ask("jwks")).status).toBe(200);
  });
});

describe("a fault without anything to falsify", () => {
  it("waits, and does not count", async () => {
    const faults = [
      mock.fault("missing_claim", { claim: "nothing" }),
      mock.fault("malformed_siret"),
      mock.fault("wrong_state"),
      mock.fault("wrong_nonce"),
    ];
    const asked = {
      client_id: mock.clientId,
      response_type: "code",
      redirect_uri: mock.clients[0]?.redirectUris[0] ?? "",
      scope: "openid email",
    };
    const address = `${mock.issuer}/oauth/authorize?${new URLSearchParams(asked).toString()}`;
    const callback = await mock.logIn(address, "contractor");
    expect(callback.searchParams.has("state")).toBe(false);
    const grant = {
      grant_type: "authorization_code",
      code: callback.searchParams.get("code") ?? "",
      redirect_uri: asked.redirect_uri,
      client_id: mock.clientId,
      client_secret: mock.clientSecret ?? "",
    };
    const token = await fetch(`${mock.issuer}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(grant),
    });
    const { id_token, access_token } = (await token.json()) as Record<string, string>;
    expect(decodeJwt(id_token ?? "")).not.toHaveProperty("nonce");
    const headers = { authorization: `Bearer ${access_token}` };
    const userinfo = await (await fetch(`${mock.issuer}/oauth/userinfo`, { headers })).json();
    expect(userinfo).not.toHaveProperty("siret");
    expect(faults.map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
  });
});

describe("down", () => {
  it("cuts every connection but those of the control route, until a reset", async () => {
    const down = mock.fault("down", { seconds: 3600 });
    for (const endpoint of endpoints) await expect(ask(endpoint)).rejects.toThrow("fetch failed");
    expect(down.applied).toBeGreaterThanOrEqual(endpoints.length);
    expect(mock.faults).toEqual([down]);
    const reset = await fetch(`${mock.url}/mock/reset`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(reset.status).toBe(204);
    expect((await ask("jwks")).status).toBe(200);
  });

  it("ends by itself", async () => {
    mock.fault("down", { seconds: 0.2 });
    await expect(ask("jwks")).rejects.toThrow("fetch failed");
    await expect
      .poll(async () =>
        ask("jwks").then(
          ({ status }) => status,
          () => "cut",
        ),
      )
      .toBe(200);
  });
});

it("stops although an answer is held back", async () => {
  const other = await startMockProvider();
  const fault = other.fault("no_answer", { endpoint: "jwks" });
  const answer = fetch(`${other.url}/oauth/jwks`).then(
    () => "answered",
    () => "cut",
  );
  await until(() => fault.applied === 1);
  await other.stop();
  expect(await answer).toBe("cut");
});
