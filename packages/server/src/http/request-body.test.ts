import { afterEach, expect, test, vi } from "vitest";
import { readForm, readJson } from "./request-body.js";

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

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const asText = (bytes: number) => ({ headers: FORM, body: "a".repeat(bytes) });
const asStream = (bytes: number) => ({ headers: FORM, body: new Blob(["a".repeat(bytes)]).stream() });

test.each([
  ["read by the framework", asText],
  ["as it comes", asStream],
])("a form of 16,384 bytes is read, one byte more is refused: %s", async (_what, form) => {
  expect((await readForm(form(16_384))).size).toBe(1);
  await expect(readForm(form(16_385))).rejects.toMatchObject({ code: "body_too_large" });
});

test.each([
  ["application/x-www-form-urlencoded", "b"],
  ["Application/X-WWW-Form-Urlencoded ; charset=utf-8", "b"],
  ["text/plain", null],
  ["multipart/form-data", null],
  ["", null],
])("the fields of a body of the type “%s”: a=%s", async (type, field) => {
  expect((await readForm({ headers: { "content-type": type }, body: "a=b" })).get("a")).toBe(field);
});

test.each(["text/plain", "application/x-www-form-urlencoded", ""])(
  "JSON is read of its own type only, which no form of another site can have: not of “%s”",
  async (type) => {
    const read = readJson({ headers: { "content-type": type }, body: "{}" });
    await expect(read).rejects.toMatchObject({ code: "media_type_unknown" });
  },
);

test("a form that is too large is not read to its end", async () => {
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pieces += 1;
      controller.enqueue(new Uint8Array(4096));
    },
  });
  await expect(readForm({ headers: FORM, body })).rejects.toMatchObject({ code: "body_too_large" });
  expect(pieces).toBeLessThan(8);
});

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
