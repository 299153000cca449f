// Prints what each thing that is read costs against its size: CPU of a call, and what is kept of it in memory. Nothing is
// asserted here; packages/server/src/input-size.test.ts holds the slope.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createAuth } from "@moncomptepro/server";

const SIZES = [256, 1_024, 4_096, 16_384, 65_536];
const CALLS = 20;
if (!globalThis.gc) throw new Error("run it by: npm run input-size (it needs node --expose-gc)");

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const provider = fork("padded-provider.mjs");
const [{ issuer }] = await once(provider, "message");
const baseUrl = "https://application.example";
const create = () =>
  createAuth({
    baseUrl,
    clientId: "bench",
    clientSecret: "secret",
    issuer,
    sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
    allowLoginParameters: ["prompt", "login_hint", "siret_hint"],
    browserRedirectUris: [`${baseUrl}/spa`],
    logger: quiet,
  });
let auth = create();

const PAGE = { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "same-origin" };
const FORM = "application/x-www-form-urlencoded";
const get = (url, headers) => auth.handler({ method: "GET", url, headers: { ...PAGE, ...headers } });
const post = (url, type, body, headers) =>
  auth.handler({ method: "POST", url, headers: { ...PAGE, "content-type": type, ...headers }, body });

/** The worst of what was found for each; a text of this size. */
const repeat = (piece) => (size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const numbered = (piece) => (size) => {
  let text = "";
  for (let index = 0; text.length < size; index += 1) text += piece.replace("#", index);
  return text.slice(0, size);
};

const ENTRY_POINTS = [
  [
    "Accept-Language: spaces",
    repeat(" "),
    (text) => get("/auth/callback?state=x", { "accept-language": text }),
  ],
  [
    "Accept-Language: ranges",
    repeat("x;q=0.1,"),
    (text) => get("/auth/callback?state=x", { "accept-language": text }),
  ],
  ["Accept", repeat("text/x,"), (text) => get("/auth/callback?state=x", { accept: text })],
  ["Host", repeat("a"), (text) => get("/auth/login", { host: text })],
  ["Origin", repeat("a"), (text) => post("/auth/logout", FORM, "", { origin: text, "sec-fetch-site": "" })],
  ["Sec-Purpose", repeat("a "), (text) => get("/auth/login", { "sec-purpose": text })],
  ["Content-Type", repeat(" "), (text) => post("/auth/login", text, "a=b")],
  ["cookies of others", numbered("c#=v; "), (text) => get("/auth/me?optional", { cookie: text })],
  [
    "cookies like ours",
    numbered("__Host-moncomptepro.login.a#=b; "),
    (text) => get("/auth/login", { cookie: text }),
  ],
  [
    "session cookie",
    repeat("a"),
    (text) => get("/auth/me?optional", { cookie: `__Host-moncomptepro.session=${text}` }),
  ],
  ["login: parameters", numbered("p#&"), (text) => get(`/auth/login?${text}`)],
  ["login: returnTo, letters", repeat("%C3%A9"), (text) => get(`/auth/login?returnTo=/${text}`)],
  ["login: returnTo, dots", repeat("../"), (text) => get(`/auth/login?returnTo=/${text}`)],
  ["login: login_hint", repeat("a@"), (text) => get(`/auth/login?login_hint=${text}`)],
  ["login: guard", repeat("a."), (text) => get(`/auth/login?guard=${text}`)],
  ["callback: parameters", numbered("p#&"), (text) => get(`/auth/callback?${text}`)],
  ["callback: state", repeat("a"), (text) => get(`/auth/callback?state=${text}`)],
  ["callback of a login: parameters", numbered("p#&"), (text) => finish((back) => `${back}&${text}`)],
  [
    "callback of a login: error_description",
    repeat("a@b "),
    (text) => finish((back) => `${back}&error=x&error_description=${text}`),
  ],
  ["logout callback: state", repeat("a"), (text) => get(`/auth/logout/callback?state=${text}`)],
  ["form of a login", numbered("p#=v&"), (text) => post("/auth/login", FORM, text)],
  ["JSON of a callback", repeat("["), (text) => post("/auth/callback", "application/json", text)],
  ["ID token: a claim", repeat("a"), (text) => finishWith({ idToken: text })],
  ["token answer: a member", repeat("a"), (text) => finishWith({ token: text })],
  ["userinfo: a claim", repeat("a"), (text) => finishWith({ userinfo: text })],
  ["userinfo: many claims", repeat("#"), (text) => finishWith({ claims: text.length })],
  ["discovery: a member", repeat("a"), (text) => finishWith({ discovery: text }, create())],
];

/** Begins a login and comes back with another address. */
async function finish(change) {
  const started = await get("/auth/login");
  const asked = new URL(started.headers.get("location")).searchParams;
  const cookie = started.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const back = new URLSearchParams({ code: asked.get("nonce"), state: asked.get("state"), iss: issuer });
  return get(change(`/auth/callback?${back}`), { cookie });
}

/** A whole login at a provider that adds this to its answers. */
async function finishWith(padding, fresh = auth) {
  provider.send({ padding });
  await once(provider, "message");
  auth = fresh;
  return finish((back) => back);
}

console.log(`${"".padEnd(42)}${SIZES.map((size) => `${size} B`.padStart(18)).join("")}`);
for (const [name, make, call] of ENTRY_POINTS) {
  const cells = [];
  for (const size of SIZES) cells.push(await measure(make(size), call));
  console.log(`${name.padEnd(42)}${cells.map((cell) => cell.padStart(18)).join("")}`);
  await finishWith({}, create());
}
provider.kill();

/** The least CPU of a call, and what each call leaves behind. */
async function measure(text, call) {
  for (let time = 0; time < 3; time += 1) await call(text);
  const before = await memory();
  let least = Infinity;
  for (let time = 0; time < CALLS; time += 1) {
    const start = process.cpuUsage();
    await call(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, user + system);
  }
  const kept = ((await memory()) - before) / CALLS;
  return `${(least / 1000).toFixed(2)} ms ${(Math.max(0, kept) / 1024).toFixed(1)} kB`;
}

/** Bytes in use once what nothing holds is gone; buffers go a turn after their owners. */
async function memory() {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
