import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { renderLoginButton } from "@moncomptepro/button/ssr";

const file = (specifier) => fileURLToPath(import.meta.resolve(specifier));
const FILES = {
  "/": ["text/html; charset=utf-8", file("./public/index.html")],
  "/gallery.js": ["text/javascript", file("./public/gallery.js")],
  "/style.css": ["text/css", file("./public/style.css")],
  "/moncomptepro-button.css": ["text/css", file("@moncomptepro/button/moncomptepro-button.css")],
  "/moncomptepro-button.shadow.css": [
    "text/css",
    file("@moncomptepro/button/moncomptepro-button.shadow.css"),
  ],
  "/without-script": ["text/html; charset=utf-8", file("./public/without-script.html")],
  "/moncomptepro-elements.css": ["text/css", file("@moncomptepro/button/moncomptepro-elements.css")],
  "/moncomptepro-elements.js": ["text/javascript", file("@moncomptepro/button/moncomptepro-elements.js")],
};

const rendered = renderLoginButton({ stylesheet: "/moncomptepro-button.shadow.css" });

const server = createServer(async ({ url }, response) => {
  const [type, path] = FILES[url] ?? [];
  if (!path) {
    // The elements lead to a login that a gallery has not.
    response.writeHead(204).end();
    return;
  }
  response.setHeader("content-type", type);
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
  );
  const text = await readFile(path, "utf8");
  response.end(text.replace("<!-- server-rendered -->", rendered));
});

const port = process.env.PORT ?? 3000;
server.listen(port, () => console.log(`Gallery: http://localhost:${server.address().port}`));
