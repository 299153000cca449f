import { ClientError, createClient } from "./moncomptepro-browser.js";

const element = (id) => document.getElementById(id);
const client = createClient({ redirectUri: `${location.origin}/` });
client.connect(document);

const MESSAGES = {
  access_denied: "La connexion a été abandonnée ou refusée. Vous pouvez recommencer.",
  login_expired: "Cette connexion a expiré ou a déjà été utilisée. Recommencez.",
  network: "Le service ne répond pas. Vérifiez votre connexion.",
};

function say(error) {
  if (!(error instanceof ClientError)) throw error;
  element("status").textContent =
    MESSAGES[error.code] ?? `La connexion n’a pas abouti (${error.code}). Recommencez.`;
}

/** The digits of a SIRET in groups, as people read them. */
const grouped = (siret) => siret.replace(/^(...)(...)(...)/, "$1\u00A0$2\u00A0$3\u00A0");

function show(user) {
  element("visitor").hidden = Boolean(user);
  element("person").hidden = !user;
  if (!user) return;
  const { givenName = user.email, organization } = user;
  element("who").textContent =
    `Bonjour ${givenName}, vous agissez pour ${organization.label ?? "l’organisation"} (SIRET ${grouped(organization.siret)}).`;
}

element("logout").addEventListener("click", () => client.logout().catch(say));
element("dossiers").addEventListener("click", async () => {
  try {
    const response = await client.fetch("/api/dossiers");
    element("data").textContent = JSON.stringify(await response.json(), undefined, 2);
  } catch (error) {
    say(error);
  }
});

element("status").textContent = "";
try {
  const finished = await client.handleCallback();
  if (finished) history.replaceState(null, "", finished.returnTo);
} catch (error) {
  say(error);
}
client.subscribe(show);
