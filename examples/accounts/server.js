import express from "express";
import helmet from "helmet";
import { createAuth } from "@moncomptepro/server/express";
import { block, confirm, database, logIn, unconfirmed } from "./accounts.js";
import { createSessionTable, postgresStore, sweepSessions } from "./postgres-store.js";

const app = express();
await createSessionTable(database);
const auth = createAuth({
  // Sessions in the database too: so a person can be put out everywhere at once.
  session: { store: postgresStore(database) },
  async onLogin({ user }) {
    const { account, refuse } = await logIn(user);
    return refuse ? { refuse } : { data: { account: account.id, administrator: account.administrator } };
  },
});
const administrators = auth.requireUser({ check: (_user, { data }) => data?.administrator === true });

app.use(helmet());
app.use(auth);
app.use(express.urlencoded());

app.get("/", (_request, response) => {
  response.send(`<!doctype html><html lang="fr"><title>Comptes</title><h1>Comptes</h1>
    <p><a href="/auth/login?returnTo=/compte">S’identifier</a></p></html>`);
});

app.get("/health", (_request, response) => response.type("text").send("ok"));

app.get("/compte", auth.requireUser(), (request, response) => {
  response.json({ account: auth.session(request).data.account, email: auth.user(request).email });
});

app.get("/identities", administrators, async (_request, response) => {
  response.json(await unconfirmed());
});

app.post("/identities/confirm", sameOrigin, administrators, async ({ body }, response) => {
  await confirm(body.issuer, body.sub);
  response.status(204).end();
});

app.post("/accounts/:id/block", sameOrigin, administrators, async ({ params, body }, response) => {
  const isBlocked = body.blocked !== "false";
  const identities = await block(params.id, isBlocked);
  if (isBlocked) await Promise.all(identities.map((identity) => auth.logoutEverywhere(identity)));
  response.status(204).end();
});

/** The routes of the kit look after themselves; forms of one’s own must not be sent by other sites either. */
function sameOrigin({ headers }, response, next) {
  if (headers["sec-fetch-site"] === "same-origin") next();
  else response.status(403).end();
}

const sweep = () => sweepSessions(database).catch((error) => console.error(`Sessions: ${error.message}`));
setInterval(sweep, 10 * 60 * 1000).unref();

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close(() => database.close()));
