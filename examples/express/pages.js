import { grouped } from "./grouped.js";
import { html } from "./html.js";
import { TEXTS } from "./texts.js";

/** One, or several with commas between them. */
const providers = (process.env.MONCOMPTEPRO_PROVIDER || "moncomptepro").split(",").map((name) => name.trim());
const brands = {
  moncomptepro: "MonComptePro",
  proconnect: "ProConnect",
  franceconnect: "FranceConnect",
  "franceconnect-plus": "FranceConnect+",
  "pro-sante-connect": "Pro Santé Connect",
};

/** Home page: the button, or who is logged in and for which organisation. */
export function homePage(language, user) {
  const t = TEXTS[language];
  return page(language, t.home, user ? information(t, user) : welcome(t), user);
}

/** Home page while it cannot be told who is logged in. */
export function unrecognisedPage(language) {
  const t = TEXTS[language];
  return page(
    language,
    t.home,
    html`
      <h1>${t.welcome}</h1>
      <p>${t.unrecognised}</p>
      <p><a href="/">${t.tryAgain}</a></p>
    `,
  );
}

/**
 * A page that its guard opens for some people only.
 *
 * @param name - of its texts
 */
export function protectedPage(language, user, name) {
  const t = TEXTS[language];
  return page(
    language,
    t[name].title,
    html`
      <h1>${t[name].title}</h1>
      <p>${t[name].whoSeesIt}</p>
      <p>${actingFor(t, user)}</p>
      <p><a href="/">${t.backHome}</a></p>
    `,
    user,
  );
}

/** A citizen acts for no organisation. */
function actingFor(t, { organization }) {
  return organization ? html`${t.actingFor}<strong>${nameOf(organization)}</strong>.` : t.inOwnName;
}

function nameOf({ label, siret }) {
  return label ?? grouped(siret, "3 3 3 5");
}

/** What is answered where there is no page. */
export function notFoundPage(language) {
  const t = TEXTS[language];
  return page(
    language,
    t.notFound,
    html`
      <h1>${t.notFound}</h1>
      <p>${t.notFoundHint}</p>
      <p><a href="/">${t.backHome}</a></p>
    `,
  );
}

function welcome(t) {
  return html`
    <h1>${t.welcome}</h1>
    <p>${t.purpose}</p>
    <div class="logins">${providers.map((provider) => loginButton(t, provider))}</div>
    <p><a href="/dossiers">${t.files.title}</a>${t.files.isGuarded}</p>
  `;
}

/** Beside others each provider has a login of its own. */
function loginButton(t, provider) {
  const href = providers.length > 1 ? `/auth/login/${provider}` : "/auth/login";
  return html`
    <moncomptepro-button provider="${provider}" href="${href}">
      <a href="${href}">${t.signIn} ${brands[provider]}</a>
    </moncomptepro-button>
  `;
}

/** What a professional is known by, what one of the health sector is, and what a citizen is. */
function rowsOf(t, user) {
  const { phoneNumber, organization, birthName, birthDate, givenNames, nationalId, rpps, practices } = user;
  if (nationalId) {
    const places = practices?.flatMap(({ activities = [] }) => activities.map(({ name }) => name)) ?? [];
    return [
      ["RPPS", rpps],
      [t.places, places.filter(Boolean).join(", ") || undefined],
    ];
  }
  if (!organization) {
    return [
      [t.birthName, birthName],
      [t.givenNames, givenNames?.join(", ")],
      [t.birthDate, birthDate?.value],
    ];
  }
  return [
    [t.phoneNumber, grouped(phoneNumber, "2 2 2 2 2")],
    [t.organization, organization.label],
    ["SIRET", grouped(organization.siret, "3 3 3 5")],
    ["SIREN", grouped(organization.siren, "3 3 3")],
  ];
}

function information(t, user) {
  const rows = [
    [t.email, user.email],
    [t.usualName, user.usualName],
    [t.givenName, user.givenName],
    ...rowsOf(t, user),
  ];
  return html`
    <h1>${t.signedIn}</h1>
    <table>
      <caption>
        ${t.information}
      </caption>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value ?? t.notGiven}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <ul>
      <li><a href="/dossiers">${t.files.title}</a></li>
      ${user.organization ? html`<li><a href="/paie">${t.payslip.title}</a>${t.payslip.isGuarded}</li>` : []}
      ${user.organization ? html`<li><a href="/dirigeant">${t.officers.title}</a>${t.officers.isGuarded}</li>` : []}
    </ul>
  `;
}

/** Who is logged in, with the ways out. The <details> are for pages whose script isn’t there. */
function account(t, { email, usualName, givenName, organization }) {
  const name = [givenName, usualName].filter(Boolean).join(" ");
  const attributes = {
    name,
    email,
    organization: organization?.label,
    siret: organization?.siret,
  };
  const ways = [
    ...(organization ? [["select-organization", t.changeOrganization]] : []),
    ["switch-account", t.switchAccount],
  ];
  const given = Object.entries(attributes).filter(([, value]) => value);
  return html`<moncomptepro-account ${given.map(([key, value]) => html` ${key}="${value}"`)}>
      ${ways.map(([route, text]) => html`<button slot="actions" form="${route}">${text}</button>`)}
      <details>
        <summary>${name || email}</summary>
        ${organization ? html`<p>${nameOf(organization)}</p>` : []}
        ${[...ways, ["logout", t.signOut]].map(
          ([route, text]) =>
            html`<form method="post" action="/auth/${route}"><button>${text}</button></form>`,
        )}
      </details>
    </moncomptepro-account>
    ${ways.map(([route]) => html`<form id="${route}" method="post" action="/auth/${route}"></form>`)}`;
}

function page(language, title, content, user) {
  const t = TEXTS[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${t.application}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/moncomptepro-elements.css" />
        <script type="module" src="/moncomptepro-elements.js"></script>
      </head>
      <body>
        <header>
          <p><a href="/">${t.application}</a></p>
          ${user ? html`<div>${account(t, user)}</div>` : []}
        </header>
        <main>${content}</main>
        <footer><p>${t.footer}</p></footer>
      </body>
    </html>`.toString();
}
