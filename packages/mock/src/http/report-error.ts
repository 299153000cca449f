/** What Node says when the other side of a connection goes away. */
const HANG_UPS: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"]);

/** Shows an error, unless it says only that whoever asked did not wait for the answer. */
export function reportError(error: unknown): void {
  const isHangUp = error instanceof Error && "code" in error && HANG_UPS.has(error.code);
  if (!isHangUp) console.error(error);
}
