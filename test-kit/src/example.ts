import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { SECRET, type Answering } from "./browser.js";
import { freePort } from "./free-port.js";

/** One of the example applications, as its README starts it. */
export interface Example {
  /** Its folder among the examples. */
  readonly folder: string;
  /** What Node runs there; `server.js` by default. */
  readonly command?: (port: number) => readonly string[];
  /** The line that says that it listens; by default the one that begins with `Application:`. */
  readonly ready?: RegExp;
  /** Settings that depend on its address. */
  readonly settings?: (address: string) => Readonly<Record<string, string>>;
  /** Paths of its redirect URIs beside `/auth/callback` and `/`. */
  readonly redirectPaths?: readonly string[];
  /** Paths where a logout may lead beside `/auth/logout/callback`. */
  readonly postLogoutPaths?: readonly string[];
}

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

export const EXPRESS: Example = { folder: "express" };

/** The settings that tell an example of its provider. */
export const settingsFor = (provider: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): Record<string, string> => ({
  MONCOMPTEPRO_CLIENT_ID: provider.clientId,
  MONCOMPTEPRO_CLIENT_SECRET: provider.clientSecret,
  MONCOMPTEPRO_ISSUER: provider.issuer,
});

/**
 * Starts an example as its README says: with settings in the environment, and nothing else.
 *
 * @param settings - those that lead to the provider, and whatever differs from a plain start
 * @param port - a free one by default; given where the provider has to know the address before
 */
export async function startExample(
  { folder, command = () => ["server.js"], ready = /^Application:/, settings: own }: Example,
  settings: Readonly<Record<string, string>>,
  port?: number,
): Promise<RunningExample> {
  const ownPort = port ?? (await freePort());
  const address = `http://localhost:${ownPort}`;
  const example = spawn(process.execPath, command(ownPort), {
    cwd: fileURLToPath(new URL(`../../examples/${folder}`, import.meta.url)),
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(ownPort),
      MONCOMPTEPRO_BASE_URL: address,
      MONCOMPTEPRO_SESSION_SECRET: SECRET,
      ...own?.(address),
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let lines: string[] = [];
  createInterface({ input: example.stderr }).on("line", (line) => lines.push(line));
  const output = createInterface({ input: example.stdout });
  await new Promise<void>((resolve, reject) => {
    output.on("line", (line) => {
      lines.push(line);
      if (ready.test(line)) resolve();
    });
    example.once("exit", () =>
      reject(new Error(`The example ${folder} stopped before it listened: ${lines.join("\n")}`)),
    );
  });
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
