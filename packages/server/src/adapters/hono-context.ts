import type { Context } from "hono";

/** The request as it came, also when somebody has read its form already. */
export async function unreadRequest({ req }: Context): Promise<Request> {
  if (!req.raw.bodyUsed) return req.raw;
  const { method, url, headers } = req.raw;
  return new Request(url, { method, headers, body: await readBody(req) });
}

async function readBody(req: Context["req"]): Promise<URLSearchParams | string> {
  if (!req.bodyCache.formData) return req.text();
  const form = new URLSearchParams();
  // Our forms hold no files.
  for (const [name, value] of await req.formData()) if (typeof value === "string") form.append(name, value);
  return form;
}
