import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Answering } from "../../packages/server/test/browser.js";
import type { HostileProvider } from "../../packages/server/test/hostile-provider.js";

/** An example, in a process of its own. */
export interface RunningExample extends Answering {
  /** Its address, without a final slash. */
  readonly address: string;
  /** What it wrote to its log since the last look. */
  log(): string;
  /** Bytes that it keeps once collected; only when started with {@link REPORTS_HEAP}. */
  heap(): Promise<number>;
  /** Whether the process still runs. */
  isRunning(): boolean;
  stop(): Promise<void>;
}

/** Settings that let an example report its heap. */
export const REPORTS_HEAP = { NODE_OPTIONS: `--import=${new URL("report-heap.mjs", import.meta.url).href}` };

/**
 * Starts an example as its README says: with settings in the environment, and nothing else.
 *
 * @param name - of its folder
 */
export async function startExample(
  { issuer, clientId, clientSecret }: Pick<HostileProvider, "issuer" | "clientId" | "clientSecret">,
  name = "express",
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningExample> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const folder = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
  const example = spawn(process.execPath, ["server.js"], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      MONCOMPTEPRO_BASE_URL: address,
      MONCOMPTEPRO_CLIENT_ID: clientId,
      MONCOMPTEPRO_CLIENT_SECRET: clientSecret,
      MONCOMPTEPRO_ISSUER: issuer,
      MONCOMPTEPRO_SESSION_SECRET: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let lines: string[] = [];
  createInterface({ input: example.stderr }).on("line", (line) => lines.push(line));
  const output = createInterface({ input: example.stdout });
  const listening = new Promise<void>((resolve, reject) => {
    output.on("line", (line) => {
      lines.push(line);
      if (line.startsWith("Application:")) resolve();
    });
    example.once("exit", () => reject(new Error(`The example stopped: ${lines.join("\n")}`)));
  });
  await listening;
  return {
    address,
    handler: (request) => fetch(request, { redirect: "manual" }),
    log: () => {
      const written = lines.join("\n");
      lines = [];
      return written;
    },
    heap: async () => {
      const reported = new Promise<number>((resolve) => {
        output.on("line", function report(line) {
          if (!line.startsWith("Heap: ")) return;
          output.off("line", report);
          resolve(Number(line.slice("Heap: ".length)));
        });
      });
      example.kill("SIGUSR2");
      return reported;
    },
    isRunning: () => example.exitCode === null && example.signalCode === null,
    stop: async () => {
      if (!example.kill()) return;
      await once(example, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
