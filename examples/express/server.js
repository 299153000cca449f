import { fileURLToPath } from "node:url";
import express from "express";
import helmet from "helmet";
import { createClient } from "redis";
import { createAuth } from "@moncomptepro/server/express";
import { redisStore } from "@moncomptepro/server/redis";
import { homePage, notFoundPage, protectedPage, unrecognisedPage } from "./pages.js";

/** The language that the person’s browser asks for; the pages are in French and in English. */
function languageOf(request) {
  return request.acceptsLanguages("fr", "en") || "fr";
}

const file = (specifier) => fileURLToPath(import.meta.resolve(specifier));

const app = express();
// The only organisations that may come in, where the variable names some: SIRET, separated by commas.
const { ALLOWED_SIRETS } = process.env;
const redis = process.env.REDIS_URL ? connect(process.env.REDIS_URL) : undefined;
const auth = createAuth({
  allowLoginParameters: ["prompt"],
  ...(ALLOWED_SIRETS && { authorize: { sirets: ALLOWED_SIRETS.split(",") } }),
  // Several instances share their sessions through Redis; one alone keeps them in cookies.
  session: redis ? { store: redisStore(redis) } : {},
});

// Over http, as on one's own machine, Safari would ask https of localhost for everything, where no server listens.
const upgradeInsecureRequests = process.env.MONCOMPTEPRO_BASE_URL?.startsWith("https:") ? [] : null;
app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));
app.use(auth);
app.use((_request, response, next) => {
  response.vary("accept-language");
  next();
});

app.get("/", async (request, response) => {
  try {
    response.send(homePage(languageOf(request), await auth.authenticate(request, response)));
  } catch (error) {
    // A page for everybody is one also while no person can be recognised.
    if (error.code !== "store_unavailable") throw error;
    response.send(unrecognisedPage(languageOf(request)));
  }
});

app.get("/dossiers", auth.requireUser(), (request, response) => {
  response.send(protectedPage(languageOf(request), auth.user(request), "files"));
});

/** Those of the application's providers that are in a list. */
const providers = (process.env.MONCOMPTEPRO_PROVIDER || "moncomptepro").split(",").map((name) => name.trim());
const among = (names) => providers.filter((name) => names.includes(name));

// The other ones tell no level that means two factors: their people are sent to one of these.
const withSecondFactor = among(["moncomptepro", "proconnect", "franceconnect-plus"]);
if (withSecondFactor.length > 0) {
  const guard = auth.requireUser({ provider: withSecondFactor, secondFactor: true });
  app.get("/paie", guard, (request, response) => {
    response.send(protectedPage(languageOf(request), auth.user(request), "payslip"));
  });
}

// Both certify officers of companies; other providers do not, and the guard says so when the application starts.
const certifying = among(["moncomptepro", "proconnect"]);
if (certifying.length > 0) {
  const guard = auth.requireUser({ provider: certifying, certifiedOfficer: true });
  app.get("/dirigeant", guard, (request, response) => {
    response.send(protectedPage(languageOf(request), auth.user(request), "officers"));
  });
}

// For the machine that watches over this one: it answers while Redis or the provider is away too.
app.get("/health", (_request, response) => response.type("text").send("ok"));

app.get("/style.css", (_request, response) => response.sendFile(file("./style.css")));
for (const name of ["moncomptepro-elements.js", "moncomptepro-elements.css"]) {
  app.get(`/${name}`, (_request, response) => response.sendFile(file(`@moncomptepro/button/${name}`)));
}

app.use((request, response) => {
  response.status(404).send(notFoundPage(languageOf(request)));
});

/** A client that connects, and comes back by itself: the application starts, and answers, without Redis too. */
function connect(url) {
  const client = createClient({
    url,
    // Nothing waits for Redis to be back: people would.
    disableOfflineQueue: true,
    // A connection that says nothing is tried after three seconds, and given up after ten.
    pingInterval: 3000,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 10_000,
      reconnectStrategy: (tries) => Math.min(50 * tries, 1000),
    },
  });
  client.on("error", (error) => console.error(`Redis: ${error.message}`));
  client.connect().catch((error) => console.error(`Redis: ${error.message}`));
  return client;
}

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close(() => redis?.destroy()));
