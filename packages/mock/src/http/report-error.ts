/** What Node says when the other side of a connection goes away. */
const HANG_UPS = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"]);

/** Shows an error, unless it is the other side’s: it did not wait for the answer, or sent what is no HTTP. */
export function reportError(error: unknown): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isOfOtherSide = HANG_UPS.has(code) || code.startsWith("HPE_");
  if (!isOfOtherSide) console.error(error);
}
