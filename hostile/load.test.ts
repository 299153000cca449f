import type { IncomingMessage, ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, comeBack, createApplication, start } from "../packages/server/test/browser.js";
import { startHostileProvider, type HostileProvider } from "../packages/server/test/hostile-provider.js";
import { startExample, type RunningExample } from "./running-example.js";

let provider: HostileProvider;
let example: RunningExample;

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(provider);
});
afterAll(async () => {
  await example.stop();
  await provider.stop();
});

/** Lets the code of an answer say who logs in, so that each person is another one. */
function knowEverybody(): void {
  provider.answers.takeOver = (path, response, request) => {
    if (path === "/token") void answerToken(request, response);
    else if (path === "/userinfo") answerUserinfo(request, response);
    else return false;
    return true;
  };
}

async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
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

test("500 people log in at the same time: none is lost, none is taken for another", async () => {
  knowEverybody();
  const headers = { accept: "application/json", "sec-fetch-dest": "empty" };
  const people = await Promise.all(
    Array.from({ length: 500 }, async (_, index) => {
      const browser = new Browser(example, example.address);
      const asked = await start(browser, `/auth/login?returnTo=/person/${index}`);
      const code = `${index}.${asked.get("nonce") ?? ""}`;
      const back = await comeBack(browser, asked, provider, { code });
      const me = await browser.open("/auth/me", { headers });
      const { user } = (await me.json()) as { user?: { sub: string; email: string } };
      return [back.headers.get("location"), user?.sub, user?.email];
    }),
  );
  const expected = people.map((_, index) => [`/person/${index}`, String(index), `${index}@mairie.example`]);
  expect(people).toEqual(expected);
  expect(example.isRunning()).toBe(true);
}, 60_000);

test("2,000 abandoned logins leave nothing behind", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const auth = createApplication(provider);
  const abandon = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index += 1) await start(new Browser(auth));
    collect();
    return process.memoryUsage().heapUsed;
  };
  await abandon(500);
  const before = await abandon(1);
  const after = await abandon(2000);
  // What one attempt would leave is some kilobytes: 2,000 of them would show.
  expect(after - before).toBeLessThan(1_000_000);
}, 60_000);
