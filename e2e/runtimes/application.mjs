// The core without any adapter, on what a runtime other than Node serves with: a Request in, a Response out.
import { createAuth } from "@moncomptepro/server";

const auth = createAuth();
const port = Number(process.env.PORT);

async function answer(request) {
  const ours = await auth.handler(request);
  if (ours) return ours;
  if (new URL(request.url).pathname === "/health") return new Response("ok");
  const { user, setCookie, response } = await auth.requireUser(request);
  if (response) return response;
  return Response.json(user.organization, { headers: setCookie.map((cookie) => ["set-cookie", cookie]) });
}

if (globalThis.Deno) globalThis.Deno.serve({ port, hostname: "127.0.0.1" }, answer);
else globalThis.Bun.serve({ port, hostname: "127.0.0.1", fetch: answer });
