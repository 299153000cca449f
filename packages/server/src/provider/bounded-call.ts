import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { AuthError } from "../errors.js";
import { lookUpHost } from "../http/loopback.js";
import { codeOf } from "./caught.js";
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

/** What Node says of a connection that the other side closed: while reading, and while writing. */
const RESETS: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE"]);

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

/**
 * Sends a request and, when the idle connection that it went out on turned out to be closed, sends it once more on a new
 * one: see {@link wasClosedBefore}.
 */
function send(url: URL, sent: ProviderRequest): Promise<RawAnswer> {
  const { timeout = CALL_TIMEOUT } = sent;
  const [request, kept] =
    url.protocol === "https:"
      ? ([httpsRequest, agents.https] as const)
      : ([httpRequest, agents.http] as const);
  return new Promise((resolve, reject) => {
    let current: ClientRequest | undefined;
    // A timer of our own, because an AbortSignal for each call costs as much as the rest of the call.
    const timer = setTimeout(() => fail(tooLate(url.href, sent)), timeout);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      current?.destroy();
      reject(error);
    };
    const attempt = (agent: HttpAgent | false): void => {
      const { method = "GET", headers = {}, body } = sent;
      const outgoing = request(url, {
        method,
        headers: { ...headers, ...UNPACKED },
        agent,
        maxHeaderSize: 16_384,
      });
      current = outgoing;
      let bytesBefore = 0;
      outgoing.on("socket", ({ bytesRead }) => (bytesBefore = bytesRead));
      outgoing.on("error", (error) => {
        if (agent && wasClosedBefore(outgoing, error, bytesBefore)) attempt(false);
        else fail(error);
      });
      // Without a listener Node closes the connection silently.
      outgoing.on("upgrade", ({ statusCode = 0 }, socket) => {
        socket.destroy();
        fail(oddStatus(statusCode));
      });
      outgoing.on("response", (incoming) => {
        receive(incoming, fail, (bytes) => {
          clearTimeout(timer);
          resolve({ incoming, bytes });
        });
      });
      outgoing.end(body);
    };
    attempt(kept);
  });
}

/**
 * Says whether the provider closed a connection that stood idle at the very moment when it was used again: it was reset
 * without a byte of an answer. (RFC 9112 section 9.3.1: the one case in which a client may send again by itself what is
 * not idempotent, such as a code.) One that is new and is reset was refused, whatever became of what was sent.
 */
function wasClosedBefore(outgoing: ClientRequest, error: Error, bytesBefore: number): boolean {
  const isReset = RESETS.has(codeOf(error) ?? "");
  return isReset && outgoing.reusedSocket && outgoing.socket?.bytesRead === bytesBefore;
}

function receive(
  incoming: IncomingMessage,
  fail: (error: Error) => void,
  done: (bytes: Buffer) => void,
): void {
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
  incoming.on("end", () => done(Buffer.concat(chunks)));
}

function oddStatus(status: number): AuthError {
  return new AuthError("provider_error", { hint: `the answer has the status ${status}` });
}
