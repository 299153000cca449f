import express from "express";
import helmet from "helmet";
import { createAuth } from "@moncomptepro/server/express";
import { createAccounts } from "./accounts.js";
import { openDatabase } from "./database.js";
import { accountPage, casesPage, homePage, isDecision, overPage, signUpPage, waitingPage } from "./pages.js";
import { createSessionTable, postgresStore, sweepSessions } from "./postgres-store.js";
import { verifiedEmail } from "./received.js";
import { createAccountTables } from "./tables.js";

const app = express();
const database = await openDatabase();
await createSessionTable(database);
await createAccountTables(database);
const accounts = createAccounts(database);

const auth = createAuth({
  // Sessions in the database too: so a person can be put out everywhere at once.
  session: { store: postgresStore(database) },
  async onLogin({ user }) {
    const { state, account } = await accounts.logIn(user);
    if (state === "blocked") return { refuse: "the account is blocked" };
    if (state === "new") return { redirect: "/inscription" };
    if (state === "waits") return { redirect: "/en-attente" };
    return { data: { id: account.id, name: account.name, administrator: account.administrator } };
  },
});
const administrators = auth.requireUser({ check: (_user, { data }) => data?.administrator === true });

app.use(helmet());
app.use(auth);
app.use(express.urlencoded());

app.get("/", (_request, response) => response.send(homePage()));

app.get("/health", (_request, response) => response.type("text").send("ok"));

app.get("/compte", auth.requireUser(), (request, response) => {
  response.send(accountPage(auth.session(request).data, auth.user(request)));
});

app.get("/inscription", async (request, response) => {
  const login = await auth.pendingLogin(request, response);
  response.set("cache-control", "no-store").send(login ? signUpPage(login) : overPage());
});

app.post("/inscription", sameOrigin, async (request, response) => {
  const login = await auth.pendingLogin(request, response);
  if (!login) return response.redirect(303, "/inscription");
  const name = String(request.body?.name ?? "").trim();
  if (name === "" || name.length > 100) return response.redirect(303, "/inscription");
  await accounts.signUp(login.user, { name, administrator: isFirstAdministrator(login.user) });
  // The provider asks nothing more, and onLogin finds the account. 307: the form goes on as a form, which the kit answers
  // with a page; a redirect to the provider would break helmet’s form-action 'self'.
  return response.redirect(307, `/auth/login?${new URLSearchParams({ returnTo: login.returnTo })}`);
});

app.get("/en-attente", async (request, response) => {
  const login = await auth.pendingLogin(request, response);
  response.set("cache-control", "no-store").send(login ? waitingPage(login) : overPage());
});

app.get("/demandes", administrators, async (_request, response) => {
  response.set("cache-control", "no-store").send(casesPage(await accounts.cases()));
});

app.post("/demandes", sameOrigin, administrators, async ({ body }, response) => {
  if (!isDecision(body?.decision)) return response.status(400).end();
  const replaced = await accounts.settle({ issuer: body.issuer, sub: body.sub }, body.decision);
  await Promise.all((replaced ?? []).map((identity) => auth.logoutEverywhere(identity)));
  return response.redirect(303, "/demandes");
});

app.post("/accounts/:id/block", sameOrigin, administrators, async ({ params, body }, response) => {
  const isBlocked = body?.blocked !== "false";
  const identities = await accounts.block(params.id, isBlocked);
  if (isBlocked) await Promise.all(identities.map((identity) => auth.logoutEverywhere(identity)));
  response.status(204).end();
});

/** The routes of the kit look after themselves; forms of one’s own must not be sent by other sites either. */
function sameOrigin({ headers }, response, next) {
  if (headers["sec-fetch-site"] === "same-origin") next();
  else response.status(403).end();
}

/** Asked once, at the sign-up: from then on it is the account’s, whatever its e-mail becomes. */
function isFirstAdministrator(user) {
  const administrator = process.env.ADMINISTRATOR_EMAIL?.toLowerCase();
  return administrator !== undefined && verifiedEmail(user)?.toLowerCase() === administrator;
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
