import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "../http/loopback.js";
import { ControlError } from "./json.js";

/**
 * Lets programs of this machine through, and no page of another site that happens to be open in its browser.
 *
 * @throws ControlError
 */
export function checkOwnRequest({ headers, socket }: IncomingMessage): void {
  if (!isLoopbackHost(headers.host)) throw new ControlError(403, "unknown host");
  if (!isLoopbackAddress(socket.remoteAddress)) throw new ControlError(403, "not from this machine");
  const { origin, host } = headers;
  if (origin !== undefined && origin !== `http://${host}`) throw new ControlError(403, "foreign origin");
  const site = headers["sec-fetch-site"];
  // `same-site` is another port of this machine: the application under test, whose scripts are not to be trusted more.
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new ControlError(403, "foreign site");
  }
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./.test(address ?? "");
}
