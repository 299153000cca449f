import { ClientError, unexpected } from "./client-error.js";

/**
 * The JSON that a route answers with success.
 *
 * @param content - sent as JSON
 * @throws ClientError with the code that the server gives, `network` or `unexpected_answer`
 */
export async function requestJson(
  method: "GET" | "POST",
  url: string,
  content?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: { Accept: "application/json", ...(content && { "Content-Type": "application/json" }) },
    cache: "no-store",
    ...(content && { body: JSON.stringify(content) }),
  }).catch((cause: unknown) => {
    throw new ClientError("network", `No answer of ${url}`, cause);
  });
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as Record<string, unknown> | null | undefined;
  if (response.ok && typeof body === "object" && body) return body;
  throw unexpected(url, response, body?.code as string | undefined);
}
