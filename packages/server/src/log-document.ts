import type { ErrorCode } from "./error-codes.js";
import type { WarningCode } from "./warning-documentation.js";

/** What a line of the log is about: each has its row in `docs/errors.md`. */
export type LogCode = ErrorCode | WarningCode;

/** Where a line of the log leads to: the page lies in the package, so that it is the one of this version. */
export function documentOf(code: LogCode): string {
  return `node_modules/@moncomptepro/server/docs/errors.md#${code}`;
}
