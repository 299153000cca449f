const provider = process.env.MONCOMPTEPRO_PROVIDER || "moncomptepro";
const brands = { moncomptepro: "MonComptePro", proconnect: "ProConnect" };

/** Home page: the button, or who is logged in and for which organisation. */
export function homePage(user) {
  return page("Accueil", user ? account(user) : welcome());
}

/** Home page while it cannot be told who is logged in. */
export function unrecognisedPage() {
  return page(
    "Accueil",
    html`
      <h1>Bienvenue</h1>
      <p>
        Pour le moment, nous ne pouvons ni vous reconnaître ni vous connecter. Réessayez dans quelques
        instants.
      </p>
      <p><a href="/">Réessayer</a></p>
    `,
  );
}

/** A page that its guard opens for some people only. */
export function protectedPage(user, title, whoSeesIt) {
  return page(
    title,
    html`
      <h1>${title}</h1>
      <p>${whoSeesIt}</p>
      <p>Vous y agissez pour <strong>${user.organization.label ?? user.organization.siret}</strong>.</p>
      <p><a href="/">Retour à l’accueil</a></p>
    `,
  );
}

function welcome() {
  return html`
    <h1>Bienvenue</h1>
    <p>Cette application d’exemple demande qui vous êtes et pour quelle organisation vous agissez.</p>
    <moncomptepro-button provider="${provider}">
      <a href="/auth/login">S’identifier avec ${brands[provider]}</a>
    </moncomptepro-button>
    <p><a href="/dossiers">Mes dossiers</a> (page réservée aux personnes connectées)</p>
  `;
}

function account({ email, usualName, givenName, phoneNumber, organization }) {
  const rows = [
    ["Adresse électronique", email],
    ["Nom d’usage", usualName],
    ["Prénom", givenName],
    ["Téléphone", phoneNumber],
    ["Organisation", organization.label],
    ["SIRET", organization.siret],
    ["SIREN", organization.siren],
  ];
  return html`
    <h1>Connexion réussie</h1>
    <table>
      <caption>
        Vos informations
      </caption>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value ?? "Non renseigné"}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <ul class="actions">
      <li><a href="/dossiers">Mes dossiers</a></li>
      <li><a href="/paie">Ma paie</a> (double authentification)</li>
      <li>
        <form method="post" action="/auth/select-organization"><button>Changer d’organisation</button></form>
      </li>
      <li>
        <form method="post" action="/auth/switch-account"><button>Changer de compte</button></form>
      </li>
      <li>
        <form method="post" action="/auth/logout"><button>Se déconnecter</button></form>
      </li>
    </ul>
  `;
}

function page(title, content) {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Application d’exemple</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/moncomptepro-button.css" />
        <script type="module" src="/moncomptepro-button.js"></script>
      </head>
      <body>
        <header>
          <p><a href="/">Application d’exemple</a></p>
        </header>
        <main>${content}</main>
        <footer><p>Un exemple du kit MonComptePro, qui n’est pas un service de l’État.</p></footer>
      </body>
    </html>`.toString();
}

/** A piece of HTML: whatever is put into it is text, unless it is a piece of HTML itself. */
function html(strings, ...values) {
  const render = (value) =>
    value instanceof Html ? value.markup : Array.isArray(value) ? value.map(render).join("") : escape(value);
  return new Html(String.raw({ raw: strings }, ...values.map(render)));
}

class Html {
  constructor(markup) {
    this.markup = markup;
  }
  toString() {
    return this.markup;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (value) => String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
