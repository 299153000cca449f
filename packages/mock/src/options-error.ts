/** The mock was asked to start in a way it cannot; the message says what to do. */
export class MockOptionsError extends Error {
  override readonly name = "MockOptionsError";
}
