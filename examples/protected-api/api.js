import express from "express";
import helmet from "helmet";
import { AuthError, createResourceServer } from "@moncomptepro/server/resource-server";

const { verifyAccessToken } = createResourceServer({
  provider: "proconnect",
  clientId: process.env.API_CLIENT_ID,
  clientSecret: process.env.API_CLIENT_SECRET,
  clients: process.env.API_CLIENTS.split(","),
  scopes: ["openid"],
});

/** Lets requests through whose token ProConnect says to be good, for one of our applications. */
async function requireToken(request, response, next) {
  const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  try {
    response.locals.token = await verifyAccessToken(token);
    next();
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    console.error(`${error.code}: ${error.hint ?? ""}`);
    // RFC 6750 section 3. The hint is for the log.
    if (error.status === 401) response.set("www-authenticate", 'Bearer error="invalid_token"');
    response.status(error.status).json(error);
  }
}

const app = express();
app.use(helmet());

app.get("/health", (_request, response) => response.type("text").send("ok"));

app.get("/dossiers", requireToken, (_request, response) => {
  const { sub, clientId } = response.locals.token;
  response
    .set("cache-control", "no-store")
    .json({ agent: sub, application: clientId, dossiers: ["2026-001"] });
});

const port = process.env.API_PORT ?? 3002;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`API: http://localhost:${server.address().port}`);
});

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close());
