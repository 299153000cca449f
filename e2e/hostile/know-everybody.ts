import type { IncomingMessage, ServerResponse } from "node:http";
import type { HostileProvider } from "@moncomptepro/test-kit/hostile-provider";

/** Lets the code of an answer, `<sub>.<nonce>`, say who logs in: many people at once, each another one. */
export function knowEverybody(provider: HostileProvider): void {
  provider.answers.takeOver = (path, response, request) => {
    if (path === "/token") void answerToken(provider, request, response);
    else if (path === "/userinfo") answerUserinfo(request, response);
    else return false;
    return true;
  };
}

async function answerToken(
  provider: HostileProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams((await request.setEncoding("utf8").toArray()).join(""));
  const [sub = "", nonce = ""] = (form.get("code") ?? "").split(".");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: provider.issuer, aud: provider.clientId, sub, nonce, iat: now, exp: now + 60 };
  const tokens = { access_token: sub, token_type: "Bearer", id_token: await provider.sign(claims) };
  json(response, tokens);
}

function answerUserinfo(request: IncomingMessage, response: ServerResponse): void {
  const sub = (request.headers.authorization ?? "").replace("Bearer ", "");
  json(response, { sub, email: `${sub}@mairie.example`, siret: "21920023500014" });
}

function json(response: ServerResponse, content: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(content));
}
