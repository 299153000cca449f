import express from "express";
import helmet from "helmet";
import { createAuth } from "@moncomptepro/server/express";

const auth = createAuth({ provider: "proconnect", keepAccessToken: true, keepRefreshToken: true });

const app = express();
app.use(helmet());
app.use(auth);

app.get("/", (_request, response) => {
  response.send(`<!doctype html><html lang="fr"><title>Dossiers</title><h1>Dossiers</h1>
    <p><a href="/auth/login?returnTo=/dossiers">S’identifier avec ProConnect</a></p></html>`);
});

app.get("/health", (_request, response) => response.type("text").send("ok"));

/** The token stays on the server: the page gets what the API answered. */
app.get("/dossiers", auth.requireUser(), async (request, response) => {
  const { accessToken } = await auth.accessToken(request, response);
  const answer = await fetch(`${process.env.API_URL}/dossiers`, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(5000),
  });
  response.status(answer.ok ? 200 : 502).json(answer.ok ? await answer.json() : { api: answer.status });
});

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close());
