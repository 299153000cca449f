import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { test as base } from "@playwright/test";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";

interface Servers {
  readonly mock: MockProvider;
  /** Address of the example, without a final slash. */
  readonly application: string;
}

/** Each worker has a provider and an example of its own; each test finds the provider as new. */
export const test = base.extend<{ servers: Servers }, { workerServers: Servers }>({
  workerServers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
    async ({}, use) => {
      const port = await freePort();
      const application = `http://localhost:${port}`;
      const mock = await startMockProvider({
        redirectUris: [`${application}/auth/callback`],
        postLogoutRedirectUris: [`${application}/auth/logout/callback`],
      });
      const example = await startExample(port, mock);
      await use({ mock, application });
      example.kill();
      await once(example, "exit");
      await mock.stop();
    },
    { scope: "worker" },
  ],
  servers: async ({ workerServers }, use) => {
    await workerServers.mock.reset();
    await use(workerServers);
  },
  baseURL: async ({ workerServers }, use) => use(workerServers.application),
});

export { expect } from "@playwright/test";

async function startExample(port: number, mock: MockProvider): Promise<ChildProcess> {
  const server = fileURLToPath(new URL("../examples/express/server.js", import.meta.url));
  const example = spawn(process.execPath, [server], {
    env: {
      ...process.env,
      ...mock.environment,
      PORT: String(port),
      MONCOMPTEPRO_BASE_URL: `http://localhost:${port}`,
      MONCOMPTEPRO_SESSION_SECRET: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
      MONCOMPTEPRO_SCOPE: "openid email profile phone organization",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: example.stdout })) {
    if (line.startsWith("Application:")) return example;
  }
  throw new Error("The example stopped before it listened.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
