/**
 * Says what a library threw, without what it hangs on its errors: answers, tokens, claims and raw packets.
 *
 * @returns an error with the name, the code and the message of the one that was caught
 */
export function withoutContent(caught: unknown): Error {
  if (!(caught instanceof Error)) return new Error("a value was thrown that is not an Error");
  // JSON.parse quotes what it could not read.
  const error = new Error(caught instanceof SyntaxError ? "unreadable" : caught.message);
  error.name = caught.name;
  error.stack = `${error.name}: ${error.message}`;
  const code = codeOf(caught);
  return code === undefined ? error : Object.assign(error, { code });
}

/** The stable code that Node, jose, oauth4webapi and openid-client give their errors. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
