import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test as base } from "@playwright/test";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import type * as kit from "../src/index.js";

export { expect } from "@playwright/test";

declare global {
  /** The page of the tests puts what the file exports there. */
  const { createClient, ClientError }: typeof kit;
}

/** What a route answers. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown;
}

/** An application of one test: one page that has `createClient` and `ClientError`, and the routes the test gives. */
export interface Site {
  readonly origin: string;
  /** Method and path of each request for a route. */
  readonly requests: string[];
  /** Of the last request for a route, as text. */
  body: string;
  /** Of the last request for a route. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** By method and path: `GET /auth/me`. */
  readonly routes: Record<string, Answer>;
}

const DIST = new URL("../dist/", import.meta.url);

const PAGE = `<!doctype html><title>Application</title><link rel="icon" href="data:,">
<script type="module">
  import * as client from "/moncomptepro-browser.js";
  Object.assign(window, client);
  document.title = "Ready";
</script>`;

export const test = base.extend<{ site: Site }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  site: async ({}, use) => {
    const site: Site & { origin: string } = { origin: "", requests: [], body: "", headers: {}, routes: {} };
    const server = createServer(async (request, response) => {
      const path = request.url ?? "/";
      const answer = site.routes[`${request.method} ${path.replace(/\?.*/, "")}`];
      const [, file] = /^\/((?:dist\/[\w-]+|moncomptepro-browser[\w-]*)\.js)$/.exec(path) ?? [];
      if (file) {
        const script = await readFile(new URL(file.replace("dist/", ""), DIST));
        response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      } else if (answer) {
        site.requests.push(`${request.method} ${path}`);
        site.headers = request.headers;
        site.body = (await request.setEncoding("utf8").toArray()).join("");
        const { status = 200, headers = { "content-type": "application/json" }, body } = answer;
        response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
      } else response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
    });
    site.origin = (await listen(server, "localhost")).origin;
    await use(site);
    await stopListening(server);
  },
  page: async ({ page, site }, use) => {
    await page.goto(`${site.origin}/dossiers?page=2&q=%C3%A9t%C3%A9#third`);
    await page.waitForFunction(() => document.title === "Ready");
    await use(page);
  },
});
