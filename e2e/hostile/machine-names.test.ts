import { networkInterfaces } from "node:os";
import { expect, test, vi } from "vitest";
import { startMockProvider, type MockProviderOptions } from "@moncomptepro/mock";
import { createAuth } from "@moncomptepro/server";

const APPLICATION = "http://app.localhost:3000";

/** An address under which others reach this machine. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

const places: [string, MockProviderOptions][] = ["app.localhost", "127.0.0.2", "[::1]"].map((host) => [
  host,
  { host },
]);
if (outside !== undefined) places.push(["another machine", { host: outside, allowRemote: true }]);

test.each(places)(
  "an application logs in at a mock at %s with what the mock prints",
  async (_place, options) => {
    const mock = await startMockProvider({ ...options, redirectUris: [`${APPLICATION}/auth/callback`] });
    try {
      for (const [name, value] of Object.entries(mock.environment)) vi.stubEnv(name, value);
      const auth = createAuth({ baseUrl: APPLICATION, sessionSecret: "qVb3xKx0m8Yh2Jt7Zr5Wc1Ls9Nd4Gf6P" });
      const login = await auth.login();
      const callback = await mock.logIn(login.headers.get("location") ?? "", "town-hall-agent");
      const cookie = login.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
      const answer = await auth.handler(new Request(callback, { headers: { cookie: cookie.join("; ") } }));
      expect([answer?.status, answer?.headers.get("location")]).toEqual([303, "/"]);
    } finally {
      vi.unstubAllEnvs();
      await mock.stop();
    }
  },
);
