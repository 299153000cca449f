import { ClientError } from "./client-error.js";

/** The JSON that a route answers with success; a {@link ClientError} for anything else. */
export async function requestJson(method: "GET" | "POST", url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    cache: "no-store",
  }).catch((cause: unknown) => {
    throw new ClientError("network", `${method} ${url} got no answer.`, cause);
  });
  const body: unknown = response.ok
    ? await response
        .clone()
        .json()
        .catch(() => undefined)
    : undefined;
  if (isObject(body)) return body;
  throw new ClientError(
    "unexpected_answer",
    `${method} ${url} answered ${response.status}, expected JSON.`,
    response,
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
