import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import { createApiParticulier } from "../api-particulier.js";

const recipient = "13002526500013";
const settled = (outcomes: readonly (string | undefined)[]): number =>
  outcomes.filter((each) => each !== undefined).length;

/** Lets what has happened be seen, until it is so many: no time passes. */
async function until(outcomes: readonly (string | undefined)[], count: number): Promise<void> {
  while (settled(outcomes) < count) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

test("twenty calls begin in a second, of all clients and requests of this process; the others wait, in order", async () => {
  let arrived = 0;
  const server = createServer((_request, response) => {
    arrived += 1;
    response.end('{"data":{}}');
  });
  const baseUrl = (await listen(server)).origin;
  const clients = [
    createApiParticulier({ recipient, baseUrl }),
    createApiParticulier({ recipient, baseUrl }),
  ];
  const outcomes: (string | undefined)[] = Array.from({ length: 130 }, () => undefined);
  const calls = outcomes.map(async (_none, index) => {
    const outcome = await clients[index % 2]?.quotientFamilial({ token: `token-${index}` });
    outcomes[index] = outcome?.ok ? "data" : outcome?.reason;
  });

  // Those whose turn would come in more than five seconds are told so at once.
  await until(outcomes, 20 + 30);
  expect(arrived).toBe(20);
  expect(outcomes.slice(0, 20).every((each) => each === "data")).toBe(true);
  expect(outcomes.slice(100).every((each) => each === "too_many_calls")).toBe(true);

  for (const count of [40, 60, 80, 100]) {
    vi.advanceTimersByTime(1_049);
    await new Promise((resolve) => setImmediate(resolve));
    expect(arrived).toBe(count - 20);
    vi.advanceTimersByTime(1);
    await until(outcomes, count + 30);
    expect(arrived).toBe(count);
  }
  await Promise.all(calls);
  await stopListening(server);
});
