import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { knowEverybody } from "./know-everybody.js";

const MEGABYTE = 2 ** 20;
const PEOPLE = 60;
const CHILD = fileURLToPath(new URL("log-in-at-once.mjs", import.meta.url));

interface Result {
  readonly statuses: readonly number[];
  readonly peak: number;
}

let provider: HostileProvider;
let application: ChildProcess;
/** What the provider floods with, by its Content-Encoding. */
const packed: Record<string, Buffer> = {};

beforeAll(() => {
  const spaces = Buffer.alloc(256 * MEGABYTE, " ");
  packed["gzip"] = gzipSync(spaces, { level: 1 });
  // A window as large as the format allows, which a program that unpacks has to keep.
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY } = constants;
  packed["br"] = brotliCompressSync(spaces, {
    params: { [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_QUALITY]: 2 },
  });
});
beforeEach(async () => {
  provider = await startHostileProvider();
  knowEverybody(provider);
  application = fork(CHILD, [provider.issuer], { execArgv: ["--expose-gc"] });
});
afterEach(async () => {
  application.kill();
  await once(application, "exit");
  await provider.stop();
});

async function logIn(way: string, people = PEOPLE): Promise<Result> {
  application.send({ way, people });
  const [result] = (await once(application, "message")) as [Result];
  return result;
}

/** 256 MB of spaces, as long as a reader listens. */
async function pour(response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(MEGABYTE, " ");
  for (let sent = 0; sent < 256 && !response.destroyed; sent += 1) {
    if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}

function flood(path: string, encoding: string | undefined): void {
  const type = { "content-type": "application/json" };
  knowEverybody(provider);
  const honest = provider.answers.takeOver;
  provider.answers.takeOver = (asked, response, request) => {
    if (asked !== path) return honest(asked, response, request);
    const body = packed[encoding ?? ""];
    response.writeHead(200, encoding === undefined ? type : { ...type, "content-encoding": encoding });
    if (body) response.end(body);
    else void pour(response);
    return true;
  };
}

// Node's fetch unpacks brotli, with 16 MB for each answer, before anybody sees its header: nothing on our side helps.
test.each([
  ["our own calls", "node", [undefined, "gzip", "br"]],
  ["the option fetch", "fetch", [undefined, "gzip"]],
])(
  "60 logins at once that are answered with 256 MB, plain or packed, take less than 64 MB in all: %s",
  async (_name, way, encodings) => {
    const honest = await logIn(way);
    expect(new Set(honest.statuses)).toEqual(new Set([303]));
    const before = await logIn(way);
    for (const path of ["/token", "/userinfo"]) {
      for (const encoding of encodings) {
        flood(path, encoding);
        const { statuses, peak } = await logIn(way);
        expect(new Set(statuses)).toEqual(new Set([502]));
        expect((peak - before.peak) / MEGABYTE, `${path} in ${encoding ?? "plain"}`).toBeLessThan(64);
      }
    }
  },
  120_000,
);
