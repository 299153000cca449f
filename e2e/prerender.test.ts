import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startMockProvider } from "@moncomptepro/mock";
import { createAuth } from "@moncomptepro/server/node";
import { freePort } from "@moncomptepro/test-kit/free-port";

const PRERENDERED = ["/dossiers", "/auth/login"];

/** Has two pages of ours prerendered, and goes to the first once the server has seen both. */
const PAGE = `<!doctype html><title>Accueil</title><link rel="icon" href="data:,">
<script type="speculationrules">{ "prerender": [{ "urls": ${JSON.stringify(PRERENDERED)}, "eagerness": "immediate" }] }</script>
<script type="module">
  await fetch("/prerendered");
  location.assign("/dossiers");
</script>`;

// DevTools, and with them Playwright, switch prerendering off: here Chromium runs by itself, and the server watches.
test("D53 pages that are prerendered start nothing, and going there afterwards leads to the login", async ({
  launchOptions,
}) => {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const mock = await startMockProvider({ redirectUris: [`${baseUrl}/auth/callback`] });
  const { issuer, clientId, clientSecret = "" } = mock;
  const sessionSecret = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";
  const auth = createAuth({ issuer, clientId, clientSecret, baseUrl, sessionSecret });

  // Named by why and where a request went; with what it was answered.
  const requests = new EventEmitter<Record<string, [status: number, setsCookies: boolean]>>();
  const prerendered = Promise.all(PRERENDERED.map((path) => once(requests, `prefetch;prerender ${path}`)));
  const entered = once(requests, "visit /dossiers");
  const server = createServer(async (request, response) => {
    const { url: path = "", headers } = request;
    const name = `${String(headers["sec-purpose"] ?? "visit")} ${path}`;
    response.on("finish", () => requests.emit(name, response.statusCode, response.hasHeader("set-cookie")));
    if (path === "/dossiers") await auth.requireUser(request, response);
    else if (path === "/prerendered") {
      await prerendered;
      response.end();
    } else if (path === "/") response.setHeader("content-type", "text/html").end(PAGE);
    else if (!(await auth.handle(request, response))) response.writeHead(404).end();
  });
  server.listen(port, "localhost");
  await once(server, "listening");

  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const { executablePath = "", args = [] } = launchOptions;
  const browser = spawn(executablePath, ["--headless", `--user-data-dir=${profile}`, ...args, baseUrl], {
    stdio: "ignore",
  });
  try {
    expect(await prerendered).toEqual([
      [401, false],
      [503, false],
    ]);
    expect(await entered).toEqual([303, true]);
  } finally {
    browser.kill();
    await once(browser, "exit");
    server.close().closeAllConnections();
    await mock.stop();
    // Its processes may still write there for a moment.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
});
