import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import helmet from "helmet";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { createAuth } from "@moncomptepro/server/express";
import { blockUnder, runLines } from "@moncomptepro/test-kit/documented-lines";
import { freePort } from "@moncomptepro/test-kit/free-port";

/** An application with the headers that docs/security.md proposes, over https as in production. */
export interface RecipeApplication {
  /** Without a final slash. */
  readonly address: string;
  readonly mock: MockProvider;
  readonly stop: () => Promise<void>;
}

export async function startRecipeApplication(): Promise<RecipeApplication> {
  const port = await freePort();
  const address = `https://localhost:${port}`;
  const mock = await startMockProvider({
    clientId: "recipe",
    clientSecret: "p7Yb2QmZr9KxT4wNc8VeJh3sLd6GfAu5",
    redirectUris: [`${address}/auth/callback`],
  });
  const { issuer, clientId, clientSecret = "" } = mock;
  const sessionSecret = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";
  const auth = createAuth({ issuer, clientId, clientSecret, baseUrl: address, sessionSecret });

  const app = express();
  runLines(blockUnder("Headers of your application", "docs/security.md"), { app, helmet, auth });
  app.get("/", (_request, response) => void response.send(page(LOGIN)));
  app.get("/compte", auth.requireUser(), (request, response) => {
    response.send(page(`<p id="siret">${auth.user(request).organization?.siret}</p>${LOGOUT}`));
  });
  app.get("/style.css", (_request, response) => void response.type("css").send("p { color: rgb(1, 2, 3) }"));
  app.get("/button.js", (_request, response) => response.sendFile(BUTTON));

  const server = createServer(certificate(), app).listen(port, "localhost");
  await once(server, "listening");
  return {
    address,
    mock,
    stop: async () => {
      server.close().closeAllConnections();
      await mock.stop();
    },
  };
}

const BUTTON = createRequire(import.meta.url).resolve("@moncomptepro/button/moncomptepro-button.js");

const LOGIN = `<form method="post" action="/auth/login?returnTo=/compte">
  <moncomptepro-button><button>S’identifier avec MonComptePro</button></moncomptepro-button>
</form>`;

const LOGOUT = `<form method="post" action="/auth/logout"><button>Se déconnecter</button></form>`;

const page = (
  content: string,
): string => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Recette</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"><script type="module" src="/button.js"></script>
<p>Application</p>${content}`;

/** A certificate of our own for localhost, made now. */
function certificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", "-nodes", "-days", "1", ...curve, ...name, ...files], {
    stdio: "ignore",
  });
  const made = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return made;
}
