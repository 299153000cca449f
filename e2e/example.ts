import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** One of the example applications, as its README starts it. */
export interface Example {
  /** Its folder among the examples. */
  readonly folder: string;
  /** What Node runs there. */
  readonly command: (port: number) => readonly string[];
  /** The line that says that it listens. */
  readonly ready: RegExp;
}

/**
 * Starts an example, with its settings in the environment alone.
 *
 * @param settings - those that lead to the provider
 */
export async function startExample(
  { folder, command, ready }: Example,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const example = spawn(process.execPath, command(port), {
    cwd: fileURLToPath(new URL(`../examples/${folder}`, import.meta.url)),
    env: {
      ...process.env,
      MONCOMPTEPRO_SCOPE: "openid email profile phone organization",
      ...settings,
      PORT: String(port),
      MONCOMPTEPRO_BASE_URL: `http://localhost:${port}`,
      MONCOMPTEPRO_SESSION_SECRET: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: example.stdout });
  for await (const line of lines) if (ready.test(line)) return example;
  throw new Error(`The example ${folder} stopped before it listened.`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
