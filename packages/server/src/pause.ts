/**
 * Waits. It does not keep the process alive: one that is to stop does not wait for us, and what was to be done afterwards
 * is lost with its memory anyway.
 */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
