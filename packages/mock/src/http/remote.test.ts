import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MACHINE_NAMES } from "@moncomptepro/test-kit/machine-names";
import { startMockProvider, type MockProvider, type MockProviderOptions } from "../index.js";

/** An address under which others reach this machine. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

let local: MockProvider;
let remote: MockProvider;
beforeAll(async () => {
  local = await startMockProvider();
  remote = await startMockProvider({ host: "mock.example", allowRemote: true });
});
afterAll(() => Promise.all([local.stop(), remote.stop()]));

const DISCOVERY = "/.well-known/openid-configuration";

/** The status, or the code of what went wrong. */
async function ask(host: string, port: number, name: string, path = DISCOVERY): Promise<unknown> {
  return new Promise((resolve) => {
    const sent = request(
      { host, port, path, headers: { host: `${name}:${port}` }, agent: false },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
    sent.end();
  });
}

/** Its issuer without the port and the word that an application needs for it, or the reason why it does not start. */
async function issuerOf(options: MockProviderOptions): Promise<string> {
  try {
    const mock = await startMockProvider(options);
    const { issuer, environment } = mock;
    await mock.stop();
    const word = "MONCOMPTEPRO_ALLOW_INSECURE_ISSUER";
    return issuer.replace(/:\d+$/, "") + (environment[word] === "true" ? ` ${word}` : "");
  } catch (error) {
    const reasons = /unless allowRemote|under which others reach this machine/;
    return reasons.exec(String(error))?.[0] ?? String(error);
  }
}

describe("a provider for others too", () => {
  it("has their name for it in its issuer, and answers to it and to those of this machine", async () => {
    expect(remote.issuer).toBe(`http://mock.example:${remote.port}`);
    expect(await ask("127.0.0.1", remote.port, "mock.example")).toBe(200);
    expect(await ask("127.0.0.1", remote.port, "MOCK.example")).toBe(200);
    expect(await ask("127.0.0.1", remote.port, "localhost")).toBe(200);
    expect(await ask("127.0.0.1", remote.port, "evil.example")).toBe(404);
  });

  it.skipIf(outside === undefined)("is reached from outside, its control route is not", async () => {
    expect(await ask(outside ?? "", local.port, "localhost")).toBe("ECONNREFUSED");
    expect(await ask(outside ?? "", remote.port, "mock.example")).toBe(200);
    expect(await ask(outside ?? "", remote.port, "mock.example", "/mock/faults")).toBe(403);
    expect(await ask(outside ?? "", remote.port, "localhost", "/mock/faults")).toBe(403);
    expect(await ask("127.0.0.1", remote.port, "localhost", "/mock/faults")).toBe(200);
  });

  it.each(MACHINE_NAMES)("takes two words, unless it is this machine: %s is %s", async (host, machine) => {
    const outcomes = await Promise.all(
      [{}, { allowRemote: true }].map((leave) => issuerOf({ host, ...leave })),
    );
    expect(outcomes).toEqual(
      {
        this: [`http://${host}`, "under which others reach this machine"],
        another: ["unless allowRemote", `http://${host} MONCOMPTEPRO_ALLOW_INSECURE_ISSUER`],
        none: ["unless allowRemote", "under which others reach this machine"],
      }[machine],
    );
  });
});
