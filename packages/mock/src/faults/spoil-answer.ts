import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { faultsWith } from "./fault-catalogue.js";
import type { Fault, FaultName } from "./fault.js";

/** The faults of an answer as a whole. */
export const ANSWER_FAULTS: readonly FaultName[] = faultsWith(({ at }) => at === "answers");

/**
 * Answers falsely in the provider's place, or holds the true answer back for a while.
 *
 * @param waiting ends all that is held back
 * @returns whether the answer was given: if not, the true one is due
 */
export async function spoilAnswer(
  response: ServerResponse,
  fault: Fault,
  waiting: AbortSignal,
): Promise<boolean> {
  const { name, seconds = 0, status = 500, megabytes = 1 } = fault;
  if (name === "slow_answer") return !(await waitFor(seconds, response, waiting));

  for (const header of response.getHeaderNames()) response.removeHeader(header);
  if (name === "no_answer") {
    waiting.addEventListener("abort", () => response.destroy(), { once: true });
    // The connection is gone, or the provider was reset.
    await new Promise((resolve) => response.once("close", resolve));
    return true;
  }
  const type = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };
  response.writeHead(name === "http_error" ? status : 200, type);
  if (name === "huge_answer") await sendMegabytes(response, megabytes);
  else response.end(name === "http_error" ? '{"error":"server_error"}' : '{"issuer": "http');
  return true;
}

/** Waits; false when the connection is gone or the provider was reset. */
async function waitFor(seconds: number, response: ServerResponse, waiting: AbortSignal): Promise<boolean> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await wait(seconds * 1000, undefined, { signal: AbortSignal.any([waiting, gone.signal]) });
    return true;
  } catch {
    response.destroy();
    return false;
  }
}

async function sendMegabytes(response: ServerResponse, megabytes: number): Promise<void> {
  function* body(): Generator<string> {
    yield '{"padding":"';
    for (let sent = 0; sent < megabytes; sent += 1) yield "x".repeat(1_000_000);
    yield '"}';
  }
  try {
    await pipeline(Readable.from(body()), response);
  } catch (error) {
    // Who asked has enough, and hung up: that is what the fault is for.
    if (!response.destroyed) throw error;
  }
}
