import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createAuth } from "@moncomptepro/server/node";

const baseUrl = process.env.MONCOMPTEPRO_BASE_URL;
// The page itself is the redirect URI: register it at the provider, next to the usual one.
const auth = createAuth({ browserRedirectUris: [`${baseUrl}/`] });

const file = (specifier) => fileURLToPath(import.meta.resolve(specifier));
const FILES = {
  "/": ["text/html; charset=utf-8", file("./public/index.html")],
  "/app.js": ["text/javascript", file("./public/app.js")],
  "/style.css": ["text/css", file("./public/style.css")],
  "/moncomptepro-button.css": ["text/css", file("@moncomptepro/button/moncomptepro-button.css")],
  "/moncomptepro-button.js": ["text/javascript", file("@moncomptepro/button/moncomptepro-button.js")],
  "/moncomptepro-browser.js": ["text/javascript", file("@moncomptepro/browser/moncomptepro-browser.js")],
  "/moncomptepro-browser-page-login.js": [
    "text/javascript",
    file("@moncomptepro/browser/moncomptepro-browser-page-login.js"),
  ],
};

const server = createServer(async (request, response) => {
  if (await auth.handle(request, response)) return;

  const { pathname } = new URL(request.url, baseUrl);
  if (pathname === "/api/dossiers") {
    const user = await auth.requireUser(request, response);
    if (user) response.setHeader("content-type", "application/json").end(JSON.stringify(user.organization));
    return;
  }
  if (pathname === "/health") {
    response.setHeader("content-type", "text/plain").end("ok");
    return;
  }
  const [type, path] = FILES[pathname] ?? [];
  if (!path) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("content-type", type);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  );
  response.end(await readFile(path));
});

const port = process.env.PORT ?? 3000;
server.listen(port, () => console.log(`Application: http://localhost:${server.address().port}`));

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close());
