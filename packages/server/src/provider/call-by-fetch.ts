import { AuthError } from "../errors.js";
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
  type ProviderCall,
  type ProviderRequest,
} from "./provider-call.js";

type Fetch = typeof globalThis.fetch;

/** Calls the provider by the application's own `fetch`, for example through a corporate proxy, within the same bounds. */
export function callByFetch(fetchProvider: Fetch): ProviderCall {
  return async (address, request = {}) => {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // A fetch that does not heed its signal is not waited for either.
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(tooLate(address, request)), request.timeout ?? CALL_TIMEOUT);
    });
    try {
      return await Promise.race([exchange(address, request, fetchProvider, controller.signal), late]);
    } catch (cause) {
      controller.abort();
      throw cause instanceof AuthError ? cause : unreachable(address, cause, request);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function exchange(
  address: string,
  { method = "GET", headers = {}, body }: ProviderRequest,
  fetchProvider: Fetch,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  const response = await fetchProvider(address, {
    method,
    headers: { ...headers, ...UNPACKED },
    redirect: "manual",
    signal,
    ...(body !== undefined && { body }),
  });
  // Node's fetch unpacks by itself, and begins before it says so: the sooner it is given up the better.
  if (isPacked(response.headers.get("content-encoding"))) {
    await response.body?.cancel();
    throw packed();
  }
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await readBounded(response),
  };
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAXIMUM_ANSWER) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
