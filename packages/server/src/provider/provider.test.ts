import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { quiet } from "@moncomptepro/test-kit/browser";
import { makeKey, startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { DISCOVERY, JSON_TYPE, send } from "@moncomptepro/test-kit/lies/lie";
import { meetProvider } from "../../test/provider.js";
import type { AuthOptions } from "../settings/options.js";
import type { Provider } from "./provider.js";
import type { JwtRules } from "./verify-jwt.js";

const HOUR = 3_600_000;
const RULES: JwtRules = { invalid: "id_token_invalid", algorithms: ["RS256"], required: [] };

let hostile: HostileProvider;
let provider: Provider;
let warnings: [string, unknown][];

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  hostile.answers = hostile.honest();
  hostile.requests.length = 0;
  warnings = [];
  const warn = (message: string, details?: unknown): void => void warnings.push([message, details]);
  provider = meetProvider(hostile, { logger: { ...quiet, warn } });
});
afterEach(() => vi.useRealTimers());

const passes = (milliseconds: number): unknown => vi.setSystemTime(Date.now() + milliseconds);
const verify = async (key = hostile.keys[0]): Promise<unknown> => {
  const claims = { iss: hostile.issuer, aud: hostile.clientId };
  return provider.verify(await hostile.sign(claims, key), RULES);
};
const asked = (path: string): number => hostile.requests.filter((each) => each === path).length;

test("in the second hour no person waits for a provider that hangs", async () => {
  await verify();
  hostile.answers.takeOver = () => true;
  passes(2 * HOUR);
  await verify();
  await vi.waitUntil(() => hostile.requests.length === 4);
  expect(asked("/jwks")).toBe(2);
});

test("a discovery document that is of another issuer by now changes nothing, and the log says so once", async () => {
  const before = await provider.metadata();
  hostile.answers.discovery = (document) => ({ ...document, issuer: "https://other.example" });
  for (let hour = 1; hour <= 3; hour += 1) {
    passes(HOUR);
    expect(await provider.metadata()).toBe(before);
    await vi.waitUntil(() => hostile.requests.length === 1 + hour);
    await provider.metadata();
    await setImmediate();
  }
  await vi.waitUntil(() => warnings.length > 0);
  expect(warnings.length).toBe(1);
  expect(warnings.join()).toContain("discovery document");
});

test("an answer that says it is none is no discovery document, whatever it holds", async () => {
  const document = JSON.stringify(await provider.metadata());
  Object.assign(hostile.answers, send(DISCOVERY, 404, JSON_TYPE, document));
  await expect(meetProvider(hostile).metadata()).rejects.toMatchObject({ code: "provider_error" });
});

test("an endpoint that moved is called at its new address once the document says so", async () => {
  const endpoint = async (): Promise<string | undefined> =>
    (await provider.configuration()).serverMetadata().token_endpoint;
  expect(await endpoint()).toBe(`${hostile.issuer}/token`);
  const moved = `${hostile.issuer}/moved`;
  hostile.answers.discovery = (document) => ({ ...document, token_endpoint: moved });
  passes(HOUR);
  await vi.waitUntil(async () => (await provider.metadata()).token_endpoint === moved);
  expect(await endpoint()).toBe(moved);
});

test("a key that is new is found at once, whatever the clock did", async () => {
  await verify();
  const before = hostile.keys.splice(0);
  for (const jump of [HOUR, -24 * HOUR, 24 * HOUR, 0, 0]) {
    passes(jump);
    hostile.keys.splice(0, 1, await makeKey("RS256", `key at ${jump} of ${hostile.requests.length}`));
    await verify();
  }
  hostile.keys.splice(0, 1, ...before);
});

test("unknown keys renew five times, and once more each half minute, also after the clock was set back", async () => {
  await verify();
  const foreign = await makeKey("RS256", "foreign");
  const flood = async (): Promise<number> => {
    const before = asked("/jwks");
    for (let time = 0; time < 8; time += 1)
      await expect(verify(foreign)).rejects.toMatchObject({ code: "id_token_invalid" });
    return asked("/jwks") - before;
  };
  expect(await flood()).toBe(5);
  passes(30_000);
  expect(await flood()).toBe(1);
  passes(HOUR / 2);
  expect(await flood()).toBe(5);
  passes(-24 * HOUR);
  await flood();
  passes(30_000);
  expect(await flood()).toBe(1);
});

test.each<[string, AuthOptions]>([
  ["our own calls", {}],
  ["the option fetch", { fetch }],
])("asks for answers that are not packed: %s", async (_name, options) => {
  const encodings: unknown[] = [];
  hostile.answers.takeOver = (_path, _response, { headers }) => {
    encodings.push(headers["accept-encoding"]);
    return false;
  };
  await meetProvider(hostile, options).metadata();
  expect(encodings).toEqual(["identity"]);
});
