// How many logins per minute the mock provider carries, and whether its memory grows.
//
//   taskset -c 0,1 node bench/mock-logins.mjs [logins]    default 20,000
//
// The provider has a process of its own, so that its heap holds nothing of this script’s.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { logInHeadless } from "../packages/mock/build/headless/log-in.js";
import { startMockProvider } from "../packages/mock/dist/index.js";

const REDIRECT_URI = "http://localhost:3000/auth/callback";
// At the same time. Each person once: the organisation chosen is one per person, so that two logins of one disturb each other.
const PEOPLE = ["town-hall-agent", "private-employee", "contractor", "without-telephone"];
const REPORTS = 10;

if (process.argv[2] === "serve") await serve();
else await drive(Number(process.argv[2] ?? 20_000));

/** The provider: says where it is, and how full its heap is whenever it is asked. */
async function serve() {
  const begin = performance.now();
  const mock = await startMockProvider();
  process.send({ url: mock.url, startedInMs: Math.round(performance.now() - begin) });
  process.on("message", () => {
    globalThis.gc();
    process.send({ heap: process.memoryUsage().heapUsed });
  });
  process.once("disconnect", () => void mock.stop());
}

async function drive(total) {
  const provider = fork(fileURLToPath(import.meta.url), ["serve"], { execArgv: ["--expose-gc"] });
  const [{ url, startedInMs }] = await once(provider, "message");
  console.log(`ready after ${startedInMs} ms`);
  await logIn(url, PEOPLE[0]);
  console.log(`heap at the start: ${await heap(provider)} MB`);

  const begin = performance.now();
  for (let report = 1; report <= REPORTS; report += 1) {
    let left = total / REPORTS;
    const lane = async (person) => {
      while (left-- > 0) await logIn(url, person);
    };
    await Promise.all(PEOPLE.map(lane));
    const done = (total / REPORTS) * report;
    const rate = Math.round(done / ((performance.now() - begin) / 60_000));
    console.log(`${done} logins, ${rate} per minute, heap ${await heap(provider)} MB`);
  }
  provider.disconnect();
}

/** A login from the authorization request to userinfo. */
async function logIn(url, person) {
  const request = new URL(`${url}/oauth/authorize`);
  request.search = new URLSearchParams({
    client_id: "moncomptepro-demo",
    redirect_uri: REDIRECT_URI,
    response_type: "code",
    scope: "openid email profile phone organization",
    state: "state",
    nonce: "nonce",
  });
  const callback = await logInHeadless(request, person);
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: "moncomptepro-demo",
    client_secret: "moncomptepro-demo-secret",
    redirect_uri: REDIRECT_URI,
    code: callback.searchParams.get("code"),
  });
  const tokens = await (await fetch(`${url}/oauth/token`, { method: "POST", body })).json();
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const userinfo = await (await fetch(`${url}/oauth/userinfo`, { headers })).json();
  if (userinfo.sub === undefined) throw new Error(`not logged in: ${JSON.stringify(userinfo)}`);
}

async function heap(provider) {
  provider.send("heap");
  const [{ heap: bytes }] = await once(provider, "message");
  return (bytes / 1e6).toFixed(1);
}
