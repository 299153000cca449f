import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { AuthError } from "../errors.js";
import { lookUpHost } from "../http/loopback.js";
import {
  CALL_TIMEOUT,
  isPacked,
  MAXIMUM_ANSWER,
  packed,
  tooLarge,
  tooLate,
  UNPACKED,
  unreachable,
  type ProviderAnswer,
  type ProviderRequest,
} from "./provider-call.js";

// An idle connection is closed by us before a server's usual five seconds, so that no call meets one just closed.
const keepAlive = { keepAlive: true, timeout: CALL_TIMEOUT, lookup: lookUpHost };
const agents = { http: new HttpAgent(keepAlive), https: new HttpsAgent(keepAlive) };

/**
 * Calls the provider on connections that are reused, so that one that hangs, drips or floods costs little. (Node's
 * global `fetch` bounds neither time nor bytes, and costs more.)
 */
export async function boundedCall(address: string, request: ProviderRequest = {}): Promise<ProviderAnswer> {
  try {
    const { incoming, bytes } = await send(new URL(address), request);
    const { statusCode: status = 0, headers } = incoming;
    if (status < 200 || status > 599) throw oddStatus(status);
    return { status, headers: headers as ProviderAnswer["headers"], text: bytes.toString("utf8") };
  } catch (cause) {
    throw cause instanceof AuthError ? cause : unreachable(address, cause, request);
  }
}

/** An answer whose bytes are all there. */
interface RawAnswer {
  readonly incoming: IncomingMessage;
  readonly bytes: Buffer;
}

function send(url: URL, sent: ProviderRequest): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body, timeout = CALL_TIMEOUT } = sent;
  const [request, agent] =
    url.protocol === "https:"
      ? ([httpsRequest, agents.https] as const)
      : ([httpRequest, agents.http] as const);
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method,
      headers: { ...headers, ...UNPACKED },
      agent,
      maxHeaderSize: 16_384,
    });
    // A timer of our own, because an AbortSignal for each call costs as much as the rest of the call.
    const timer = setTimeout(() => fail(tooLate(url.href, sent)), timeout);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(error);
    };
    outgoing.on("error", fail);
    // Without a listener Node closes the connection silently.
    outgoing.on("upgrade", ({ statusCode = 0 }, socket) => {
      socket.destroy();
      fail(oddStatus(statusCode));
    });
    outgoing.on("response", (incoming) => {
      if (isPacked(incoming.headers["content-encoding"])) {
        fail(packed());
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("error", fail);
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAXIMUM_ANSWER) fail(tooLarge());
        else chunks.push(chunk);
      });
      incoming.on("end", () => {
        clearTimeout(timer);
        resolve({ incoming, bytes: Buffer.concat(chunks) });
      });
    });
    outgoing.end(body);
  });
}

function oddStatus(status: number): AuthError {
  return new AuthError("provider_error", { hint: `the answer has the status ${status}` });
}
