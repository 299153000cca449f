// Builds the kit, then runs the mock provider and the Express example until Ctrl+C.
// With --watch a change is built at once, and whichever of the two it concerns starts again.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { clientsOf, readSettings } from "./demo-settings.mjs";

const isWatching = process.argv.includes("--watch");
const command = isWatching ? "npm run dev" : "npm start";
const children = [];
let stopping = false;
process.once("SIGINT", () => stop(0));
process.once("SIGTERM", () => stop(0));
endWithNpm();

const port = process.env.PORT ?? "3000";
const mockPort = process.env.MOCK_PORT ?? "3001";
const application = `http://localhost:${port}`;
// Several, separated by commas, are simulated on one port each.
const providers = (process.env.MONCOMPTEPRO_PROVIDER ?? "moncomptepro").split(",").map((name) => name.trim());
const [provider] = providers;

for (const [name, value] of Object.entries({ PORT: port, MOCK_PORT: mockPort })) {
  if (!/^\d+$/.test(value) || Number(value) < 1 || Number(value) > 65_535)
    fail(`${name}=${value} is no port: it must be 1 to 65535.`);
}
const mockPorts = providers.map((_, index) => Number(mockPort) + index);
if (mockPorts.includes(Number(port)))
  fail(`PORT and ${providers.length > 1 ? "the ports from MOCK_PORT on" : "MOCK_PORT"} must differ.`);
for (const [name, number] of [["PORT", Number(port)], ...mockPorts.map((each) => ["MOCK_PORT", each])]) {
  if (await isTaken(number))
    fail(`Port ${number} is taken. Choose another: ${name}=${number + 10} ${command}`);
}

console.log("[1/3] Building…");
if (
  spawnSync("npm", isWatching ? ["exec", "tsc", "--", "-b"] : ["run", "--silent", "build"], {
    stdio: ["ignore", "inherit", "inherit"],
  }).status !== 0
) {
  fail("The build failed: see above.");
}

if (isWatching) await watchBuild();

console.log("[2/3] Starting the mock provider…");
const settings = readSettings(fail);
const redirects = ["--redirect-uri", `${application}/auth/callback`];
const logouts = ["--post-logout-redirect-uri", `${application}/auth/logout/callback`];
const client = [
  "--client-id",
  settings.MONCOMPTEPRO_CLIENT_ID,
  "--client-secret",
  settings.MONCOMPTEPRO_CLIENT_SECRET,
];
const mock = start(
  "mock",
  [
    "packages/mock/dist/cli.js",
    ...providers.flatMap((name) => ["--provider", name]),
    "--port",
    mockPort,
    ...client,
    ...redirects,
    ...logouts,
  ],
  {},
);
const discoveries = await ready(mock, /^Discovery: (.*)\/\.well-known\//, providers.length);
const issuers = discoveries.map(([, issuer]) => issuer);

console.log("[3/3] Starting the application…");
const example = start("application", ["examples/express/server.js"], {
  ...settings,
  // The scopes of the file are MonComptePro's; another provider's own are a good choice.
  ...(provider !== "moncomptepro" && { MONCOMPTEPRO_SCOPE: "" }),
  ...(await clientsOf(providers, issuers, settings)),
  PORT: port,
  MONCOMPTEPRO_PROVIDER: providers.join(","),
  MONCOMPTEPRO_BASE_URL: application,
});
await ready(example, /^Application:/);

console.log(`
Ready. Open ${application}
and log in as one of the people that ${mockPorts.map((each) => `http://localhost:${each}`).join(" and ")} know${mockPorts.length > 1 ? "" : "s"}: a click is enough.
${isWatching ? "Edit a file of packages/*/src or examples/express: it is built, and what uses it starts again.\n" : ""}Stop with Ctrl+C.`);

function start(name, parameters, environment) {
  // The mock refuses production, and the demo is none.
  const env = { ...process.env, NODE_ENV: "development", ...environment };
  const restarting = isWatching ? ["--watch", "--watch-preserve-output"] : [];
  return run(name, [...restarting, ...parameters], env, "inherit");
}

function run(name, parameters, env, stderr) {
  // Tools start processes of their own: in a group, all of them end together.
  const child = spawn(process.execPath, parameters, {
    env,
    stdio: ["ignore", "pipe", stderr],
    detached: isWatching,
  });
  children.push(child);
  child.once("exit", (code) => {
    if (!stopping) fail(`The ${name} stopped (${code ?? "signal"}).`);
  });
  return child;
}

/** Has tsc compile each change, and Rollup make of it what Node and browsers load. Resolves after the first round. */
function watchBuild() {
  let bundling = false;
  let isStale = false;
  return new Promise((resolve) => {
    async function bundle() {
      isStale = true;
      if (bundling) return;
      bundling = true;
      /* oxlint-disable no-await-in-loop -- a change during a round needs another one */
      while (isStale) {
        isStale = false;
        const rollup = spawn("npx", ["rollup", "-c", "--silent"], { stdio: ["ignore", "ignore", "inherit"] });
        const [code] = await once(rollup, "exit");
        console.log(code === 0 ? "[bundler] Built." : "[bundler] The last build stays: see above.");
      }
      /* oxlint-enable no-await-in-loop */
      bundling = false;
      resolve();
    }
    const parameters = ["node_modules/typescript/bin/tsc", "-b", "--watch", "--preserveWatchOutput"];
    const compiler = run("compiler", parameters, { ...process.env, NO_COLOR: "1" }, "inherit");
    createInterface({ input: compiler.stdout }).on("line", (line) => {
      if (/error/.test(line)) console.log(`[compiler] ${line.trim()}`);
      if (line.includes("Found 0 errors")) void bundle();
    });
  });
}

/** Waits for as many lines, gives what they matched, and shows what is said from then on. */
function ready(child, line, times = 1) {
  return new Promise((resolve) => {
    const seen = [];
    createInterface({ input: child.stdout }).on("line", (text) => {
      if (seen.length >= times) console.log(text);
      const match = line.exec(text);
      if (match && seen.push(match) === times) resolve(seen);
    });
  });
}

function isTaken(number) {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(number), host: "localhost" });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Who ends npm's process alone means all of it: what it started would go on, and hold the ports. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  // Some shells stay between npm and this.
  const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(parent)], { encoding: "utf8" });
  const [, above, name = ""] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout ?? "") ?? [];
  const npm = name.endsWith("sh") ? Number(above) : parent;
  setInterval(() => {
    if (process.ppid !== parent || !isRunning(npm)) stop(0);
  }, 500).unref();
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function fail(message) {
  console.error(message);
  stop(1);
}

function stop(code) {
  stopping = true;
  for (const child of children) end(child);
  process.exit(code);
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (isWatching) process.kill(-child.pid);
  else child.kill();
}
