import { afterEach, expect, test, vi } from "vitest";
import { readForm } from "./request-body.js";

afterEach(() => vi.useRealTimers());

/** A form whose sender stops after the first piece. */
function stalled(): { request: Request; isCancelled: () => boolean } {
  let cancelled = false;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("returnTo=")),
    cancel: () => {
      cancelled = true;
    },
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
  const request = new Request("https://a.test/", init);
  return { request, isCancelled: () => cancelled };
}

test("a form that does not arrive within five seconds is given up", async () => {
  vi.useFakeTimers();
  const { request, isCancelled } = stalled();
  const read = readForm(request).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(isCancelled()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await read).toMatchObject({ code: "body_incomplete", hint: "the body took more than 5000 ms" });
  expect(isCancelled()).toBe(true);
});
