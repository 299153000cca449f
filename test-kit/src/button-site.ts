import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { listen, stopListening } from "./listen.js";

/** What a test page is made of. */
export interface PageParts {
  readonly body: string;
  readonly head?: string;
  /** Attributes of `<html>`; `lang="fr"` by default. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web site of one test: the built files under `/dist/`, the pages the test makes, and a slow login. */
export interface Site {
  readonly origin: string;
  /** Method, path and body of each request for anything but `/dist/` and the pages. */
  readonly requests: string[];
  /** What `/auth/login` waits for before it answers. `/auth/nothing` answers at once, and leaves the person on the page;
   * `/auth/elsewhere` leads on to another origin. */
  loginWaits: Promise<void>;
  /** Makes a page and returns its address. */
  page(parts: PageParts): string;
  /** Answers a path with a script. */
  script(path: string, text: string): void;
}

/** Loads the self-contained file. */
export const SCRIPT = `<script type="module" src="/dist/moncomptepro-button.js"></script>`;

const NO_ICON = `<link rel="icon" href="data:,">`;

const DIST = new URL(".", pathToFileURL(createRequire(import.meta.url).resolve("@moncomptepro/button")));

/** Starts the site of one test on a port of its own. */
export async function startSite(): Promise<{ readonly site: Site; readonly stop: () => Promise<void> }> {
  const answers = new Map<string, { headers: Record<string, string>; text: string }>();
  const site = { origin: "", requests: [] as string[], loginWaits: Promise.resolve(), page, script };

  function page({ body, head = SCRIPT, html = `lang="fr"`, headers = {} }: PageParts): string {
    const path = `/page-${answers.size}`;
    const text = `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Connexion</title><meta name="viewport"
      content="width=device-width">${NO_ICON}${head}</head><body><main>${body}</main></body></html>`;
    answers.set(path, { headers: { "content-type": "text/html", ...headers }, text });
    return site.origin + path;
  }

  function script(path: string, text: string): void {
    answers.set(path, { headers: { "content-type": "text/javascript" }, text });
  }

  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const file = path.replace(/\?.*/, "");
    const answer = answers.get(file) ?? (await builtFile(file));
    if (answer) {
      response.writeHead(200, answer.headers).end(answer.text);
      return;
    }
    site.requests.push(`${request.method} ${path} ${await bodyOf(request)}`.trim());
    if (file === "/auth/nothing") response.writeHead(204).end();
    else if (file === "/auth/elsewhere") response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
    else if (path.startsWith("/auth/")) {
      await site.loginWaits;
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(`<!doctype html><title>Login</title>${NO_ICON}`);
    } else response.writeHead(404).end();
  });
  site.origin = (await listen(server, "localhost")).origin;
  return { site, stop: () => stopListening(server) };
}

async function builtFile(
  path: string,
): Promise<{ headers: Record<string, string>; text: string } | undefined> {
  const name = /^\/dist\/([\w.-]+)$/.exec(path)?.[1];
  const text = name && (await readFile(new URL(name, DIST), "utf8").catch(() => undefined));
  if (!name || text === undefined) return undefined;
  const headers = {
    "content-type": name.endsWith(".css") ? "text/css" : "text/javascript",
    // For the modules of a sandbox, which has no origin of its own.
    "access-control-allow-origin": "*",
  };
  return { headers, text };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
