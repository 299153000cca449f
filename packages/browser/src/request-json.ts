import { ClientError } from "./client-error.js";

/**
 * The JSON that a route answers with success.
 *
 * @param content - sent as JSON, by POST; without it the request is a GET
 * @throws ClientError with the code that the server gives, `network` or `unexpected_answer`
 */
export async function requestJson(url: string, content?: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: content ? "POST" : "GET",
    cache: "no-store",
    headers: { Accept: "application/json", ...(content && { "Content-Type": "application/json" }) },
    body: JSON.stringify(content) ?? null,
  }).catch((cause: unknown) => {
    throw new ClientError(url, cause, "network");
  });
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as Record<string, unknown> | null | undefined;
  if (response.ok && body) return body;
  throw new ClientError(url, response, body?.code as string | undefined);
}
