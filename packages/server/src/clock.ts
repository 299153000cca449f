/** Seconds by which the provider's clock may differ from ours. */
export const CLOCK_TOLERANCE = 30;

/** Now, in seconds since the epoch, as tokens count. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
