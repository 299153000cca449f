import { AuthError } from "../errors.js";
import {
  CALL_TIMEOUT,
  MAXIMUM_ANSWER,
  tooLarge,
  tooLate,
  unreachable,
  type ProviderCall,
} from "./provider-call.js";

/** Calls the provider by the application's own `fetch`, for a corporate proxy say, within the same bounds. */
export function callByFetch(fetchProvider: typeof globalThis.fetch): ProviderCall {
  return async (address, { method = "GET", headers = {}, body } = {}) => {
    const signal = AbortSignal.timeout(CALL_TIMEOUT);
    try {
      const response = await fetchProvider(address, {
        method,
        headers,
        redirect: "manual",
        signal,
        ...(body !== undefined && { body }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await readBounded(response),
      };
    } catch (cause) {
      if (signal.aborted) throw tooLate(address);
      throw cause instanceof AuthError ? cause : unreachable(address, cause);
    }
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
