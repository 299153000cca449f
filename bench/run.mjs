// Measures the kit against its rivals in the same run, and prints ratios: CPU of the application's process a request.
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";

/** How often each application is started anew: of two processes that run the same, one may cost a tenth more all along. */
const STARTS = 4;
/** How often each process has its turn: no machine is as fast in one minute as in the next one. */
const TURNS = 5;
const REQUESTS = { before: 15_000, aTurn: 2_000 };
const LOGINS = { before: 2_000, aTurn: 200 };
const agent = new Agent({ keepAlive: true, maxSockets: 10 });
const page = { accept: "text/html", "sec-fetch-dest": "document" };

const provider = fork("provider.mjs");
const [{ issuer }] = await once(provider, "message");

console.log("reading a session…");
const reading = await inTurns(
  ["express-bare", "express-kit", "express-openid-connect", "node-bare", "node-kit"],
  REQUESTS,
  async ({ baseUrl, name }) => {
    const cookie = name.endsWith("bare") ? "" : await logIn(baseUrl);
    return async () => {
      const { status } = await call(baseUrl, { cookie, accept: "application/json" });
      if (status !== 200) throw new Error(`${name} answered ${status}`);
    };
  },
);
console.log("logging in…");
const login = await inTurns(
  ["node-kit", "hand-written", "hand-written-bare"],
  LOGINS,
  async ({ baseUrl }) =>
    () =>
      logIn(baseUrl),
);
console.log("importing…");
const imports = {
  kit: importCost("@moncomptepro/server"),
  rival: importCost("express-openid-connect"),
  nothing: importCost("node:path"),
};
provider.kill();
agent.destroy();

const over = (name, bare) => reading[name] - reading[bare];
print(
  "session read through Express, CPU above bare Express: kit / express-openid-connect",
  over("express-kit", "express-bare") / over("express-openid-connect", "express-bare"),
  "at most 0.06",
);
print(
  "session read through node:http: throughput with it / bare",
  reading["node-bare"] / reading["node-kit"],
  "at least 0.9",
);
print(
  "complete login with userinfo, CPU: kit / hand-written, which seals its cookies and verifies the signature",
  login["node-kit"] / login["hand-written"],
  "at most 0.75",
);
print(
  "complete login with userinfo, CPU: kit / bare hand-written, which seals nothing and verifies no signature",
  login["node-kit"] / login["hand-written-bare"],
  "reported",
);
print(
  "import, CPU: kit / express-openid-connect",
  (imports.kit.cpu - imports.nothing.cpu) / (imports.rival.cpu - imports.nothing.cpu),
  "at most 0.067",
);
print("import, memory of the kit in MB", (imports.kit.memory - imports.nothing.memory) / 1e6, "at most 4");

/**
 * Has applications do the same one after the other, again and again.
 *
 * @param prepare - gives what is measured at an application
 * @returns by application, the microseconds of CPU that it took: the median of all its turns
 */
async function inTurns(names, { before, aTurn }, prepare) {
  const costs = Object.fromEntries(names.map((name) => [name, []]));
  for (let time = 0; time < STARTS; time += 1) {
    const started = await Promise.all(names.map(start));
    const works = new Map();
    for (const application of started) {
      const work = await prepare(application);
      await many(before, work);
      works.set(application, work);
    }
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const [application, work] of works)
        costs[application.name].push((await application.cost(() => many(aTurn, work))) / aTurn);
    for (const application of started) application.stop();
  }
  return Object.fromEntries(names.map((name) => [name, median(costs[name])]));
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
}

async function start(name) {
  const child = fork("serve.mjs", [name, issuer]);
  child.once("exit", (code) => code && process.exit(code));
  const [{ baseUrl }] = await once(child, "message");
  const cpu = async () => {
    child.send("cpu");
    const [message] = await once(child, "message");
    return message.cpu.user + message.cpu.system;
  };
  return {
    name,
    baseUrl,
    stop: () => child.kill(),
    cost: async (work) => {
      const before = await cpu();
      await work();
      return (await cpu()) - before;
    },
  };
}

/** A login from the click to the page; gives the cookies of the session. */
async function logIn(baseUrl) {
  const started = await call(`${baseUrl}/auth/login`, page);
  const answered = await call(started.headers.location, page);
  const finished = await call(answered.headers.location, { ...page, cookie: cookies(started) });
  if (finished.status < 300 || finished.status > 399)
    throw new Error(`the login answered ${finished.status}`);
  return cookies(finished);
}

function cookies({ headers }) {
  const set = headers["set-cookie"] ?? [];
  return set
    .filter((each) => !/; (Max-Age=0|Expires=Thu, 01 Jan 1970)/.test(each))
    .map((each) => each.split(";")[0])
    .join("; ");
}

async function many(count, work) {
  let left = count;
  const worker = async () => {
    while ((left -= 1) >= 0) await work();
  };
  await Promise.all(Array.from({ length: 10 }, worker));
}

function call(address, headers) {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(address, { agent, headers }, (response) => {
      response.resume().on("end", () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    outgoing.on("error", reject).end();
  });
}

function importCost(specifier) {
  const script = `const m = process.memoryUsage().rss; await import(${JSON.stringify(specifier)}); const c = process.cpuUsage(); console.log(JSON.stringify({ cpu: c.user + c.system, memory: process.memoryUsage().rss - m }));`;
  const runs = Array.from({ length: 7 }, () =>
    JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })),
  );
  const least = (name) => Math.min(...runs.map((run) => run[name]));
  return { cpu: least("cpu"), memory: least("memory") };
}

function print(what, value, aim) {
  console.log(`${value.toFixed(3).padStart(8)}  ${what} (${aim})`);
}
