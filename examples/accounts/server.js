import { createAuth } from "@moncomptepro/server/express";
import express from "express";
import helmet from "helmet";
import { block, confirm, logIn, unconfirmed } from "./accounts.js";

const app = express();
const auth = createAuth({
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
  await block(params.id, body.blocked !== "false");
  response.status(204).end();
});

/** The routes of the kit look after themselves; forms of one’s own must not be sent by other sites either. */
function sameOrigin({ headers }, response, next) {
  if (headers["sec-fetch-site"] === "same-origin") next();
  else response.status(403).end();
}

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});
