import express from "express";
import helmet from "helmet";
import { createApiParticulier, failurePage } from "@moncomptepro/server/api-particulier";
import { createAuth } from "@moncomptepro/server/express";

const scope = "openid identite_pivot cnaf_quotient_familial cnaf_enfants";

const api = createApiParticulier({
  recipient: process.env.API_PARTICULIER_RECIPIENT,
  baseUrl: process.env.API_PARTICULIER_URL,
});
// Said at the start, and not to the first person who logs in.
const missing = api.missingScopes("quotientFamilial", scope);
if (missing.length > 0) throw new Error(`The scope lacks ${missing.join(", ")}`);

const auth = createAuth({
  provider: "franceconnect",
  scope,
  /** The token lives a minute: what the session needs of the data is asked for now. The login goes on in any case. */
  async onLogin({ access }) {
    const answer = await api.quotientFamilial(access);
    if (answer.ok) {
      const { quotient_familial: quotient, enfants: children = [] } = answer.data;
      return { data: { quotient, children: children.length } };
    }
    const { reason, code, detail, retryAfter } = answer;
    console.error(`API Particulier: ${reason} ${code ?? ""} ${detail ?? ""}`);
    return { data: { failure: { reason, retryAfter } } };
  },
});

const app = express();
app.use(helmet());
app.use(auth);

app.get("/", (_request, response) => {
  response.send(
    page(
      "Cantine scolaire",
      `<p><a href="/auth/login?returnTo=/cantine">S’identifier avec FranceConnect</a></p>
       <p><a href="/justificatif">Continuer sans FranceConnect</a></p>`,
    ),
  );
});

app.get("/health", (_request, response) => response.type("text").send("ok"));

app.get("/cantine", auth.requireUser(), async (request, response) => {
  const { quotient, children, failure } = auth.session(request).data;
  if (!quotient) {
    const { status, headers, body } = await failurePage(failure ?? { reason: "access_refused" }, {
      request,
      loginUrl: "/auth/login?returnTo=/cantine",
      // A person must always have another way than FranceConnect.
      alternative: { href: "/justificatif", text: "Joindre un justificatif" },
    });
    response.status(status).set(headers).send(body);
    return;
  }
  response.send(
    page(
      "Votre tarif de cantine",
      `<dl>
         <dt>Quotient familial</dt><dd>${quotient.valeur}</dd>
         <dt>Caisse</dt><dd>${escape(quotient.fournisseur)}</dd>
         <dt>Enfants</dt><dd>${children}</dd>
         <dt>Prix du repas</dt><dd>${priceOf(quotient.valeur)}</dd>
       </dl>
       <form method="post" action="/auth/logout"><button>Se déconnecter</button></form>`,
    ),
  );
});

app.get("/justificatif", (_request, response) => {
  response.send(page("Joindre un justificatif", "<p>Ici, le formulaire qui prend un document.</p>"));
});

/** Prices of a made-up town. */
function priceOf(quotient) {
  const euros = quotient < 700 ? 1 : quotient < 1200 ? 3.2 : 5.4;
  return euros.toLocaleString("fr-FR", { style: "currency", currency: "EUR" });
}

function page(title, content) {
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${title}</title>
    <main><h1>${title}</h1>${content}</main></html>`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});

// What was asked for is answered, then the process ends: platforms ask so before they kill.
process.once("SIGTERM", () => server.close());
