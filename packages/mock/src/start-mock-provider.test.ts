import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Browser } from "../test/browser.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider, type MockClient, type MockProvider, type MockProviderOptions } from "./index.js";

describe("startMockProvider", () => {
  const started: MockProvider[] = [];
  async function start(options?: MockProviderOptions): Promise<MockProvider> {
    const mock = await startMockProvider(options);
    started.push(mock);
    return mock;
  }
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(started.splice(0).map((mock) => mock.stop()));
  });

  it("answers on both loopback addresses and names the settings", async () => {
    const mock = await start();
    expect(mock.url).toBe(`http://localhost:${mock.port}`);
    expect(mock.environment).toEqual({
      MONCOMPTEPRO_PROVIDER: "moncomptepro",
      MONCOMPTEPRO_ISSUER: mock.issuer,
      MONCOMPTEPRO_CLIENT_ID: "moncomptepro-demo",
      MONCOMPTEPRO_CLIENT_SECRET: "moncomptepro-demo-secret",
    });
    for (const host of ["localhost", "127.0.0.1"]) {
      const response = await fetch(`http://${host}:${mock.port}/.well-known/openid-configuration`);
      expect(response.status).toBe(200);
    }
  });

  it("refuses production", async () => {
    vi.stubEnv("NODE_ENV", "production");
    await expect(startMockProvider()).rejects.toThrow("does not start with NODE_ENV=production");
  });

  it.each<[string, object, string]>([
    ["host", { host: "0.0.0.0" }, "this machine only"],
    ["port", { port: 70_000 }, "whole number"],
    ["provider", { provider: "elsewhere" }, "Known: moncomptepro"],
    ["list of clients", { clients: [] }, "At least one client"],
    ["list of people", { personas: [] }, "At least one person"],
    ["option", { redirectUri: REDIRECT_URI }, 'Unknown option "redirectUri"'],
    ["redirect URI", { redirectUris: ["nowhere"] }, "redirect_uris must only contain valid uris"],
    ["scope", { scope: "openid nonsense" }, "scope"],
    ["algorithm", { idTokenSignedResponseAlg: "none" }, "id_token_signed_response_alg"],
  ])("refuses a bad %s", async (_name, options, message) => {
    await expect(startMockProvider(options as MockProviderOptions)).rejects.toThrow(message);
  });

  it.each<[string, object, string]>([
    ["public client", { tokenEndpointAuthMethod: "none" }, "no public client"],
    ["client without a secret", {}, "client_secret is mandatory"],
    ["client without its key", { tokenEndpointAuthMethod: "private_key_jwt" }, "jwks"],
  ])("registers no %s", async (_name, client, message) => {
    const clients = [{ clientId: "x", redirectUris: [REDIRECT_URI], ...client } as MockClient] as const;
    await expect(startMockProvider({ clients })).rejects.toThrow(message);
  });

  it("says that the port is taken", async () => {
    const { port } = await start();
    await expect(startMockProvider({ port })).rejects.toThrow(`Port ${port} is taken`);
  });

  it("shares nothing with another provider", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const browser = new Browser(one.url);
    const application = await RelyingParty.discover(one);
    const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
    const elsewhere = await RelyingParty.discover(other);
    expect((await elsewhere.userinfo(tokens.access_token)).status).toBe(401);

    await one.reset();
    expect((await application.userinfo(tokens.access_token)).status).toBe(401);
    expect((await application.start(browser)).left).toBe(false);
  });

  it("knows several clients, which share the session", async () => {
    const callback = "http://localhost:4000/callback";
    const mock = await start({
      clients: [
        { clientId: "one", clientSecret: "secret-one", redirectUris: [REDIRECT_URI] },
        { clientId: "two", clientSecret: "secret-two", clientName: "Deux", redirectUris: [callback] },
      ],
    });
    const application = await RelyingParty.discover(mock);
    const browser = new Browser(mock.url);
    await application.logIn(browser, "town-hall-agent");
    const second = await application.start(browser, { client_id: "two", redirect_uri: callback });
    expect(second.url.origin).toBe("http://localhost:4000");
    const named = await application.start(new Browser(mock.url), {
      client_id: "two",
      redirect_uri: callback,
    });
    expect(named.text).toContain("<strong>Deux</strong>");
  });

  it("leaves no port open when a client cannot be registered", async () => {
    const probe = createServer().listen(0, "localhost");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    const client = { clientId: "one", clientSecret: "secret", redirectUris: [REDIRECT_URI] };
    await expect(startMockProvider({ port, clients: [client, client] })).rejects.toThrow();
    const mock = await start({ port });
    expect(mock.port).toBe(port);
  });

  it("answers to this machine's names only", async () => {
    const { port } = await start();
    const response = await new Promise<number | undefined>((resolve, reject) => {
      import("node:http")
        .then(({ get }) =>
          get(
            {
              port,
              host: "127.0.0.1",
              path: "/.well-known/openid-configuration",
              headers: { host: "evil.example" },
            },
            (answer) => {
              answer.resume();
              resolve(answer.statusCode);
            },
          ).on("error", reject),
        )
        .catch(reject);
    });
    expect(response).toBe(404);
  });
});
