const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What the provider or a person wrote, as text. */
const safe = (value) => String(value ?? "").replaceAll(/[&<>"]/g, (character) => ESCAPES[character]);

const date = new Intl.DateTimeFormat("fr", { dateStyle: "long", timeZone: "Europe/Paris" });
const fullName = ({ givenName, usualName }) => [givenName, usualName].filter(Boolean).join(" ");

const page = (title, content) => `<!doctype html>
<html lang="fr">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>${title} — Comptes</title>
  <style>
    :root { color-scheme: light dark; font: 1rem/1.5 Marianne, arial, sans-serif; }
    body { max-width: 44rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
    a, button { color: light-dark(#000091, #8585f6); font: inherit; }
    button { min-height: 2.5rem; margin: 0 0.5rem 0.5rem 0; padding: 0.25rem 1rem; border: 1px solid; background: none; }
    input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; }
    article { margin: 1rem 0; padding: 0 1rem 1rem; border: 1px solid #888; }
    dt { color: light-dark(#666, #a0a0a0); }
    dd { margin: 0 0 0.5rem; }
  </style>
  <h1>${title}</h1>
  ${content}
</html>`;

const list = (entries) =>
  `<dl>${entries.map(([term, text]) => `<dt>${term}</dt><dd>${safe(text) || "—"}</dd>`).join("")}</dl>`;
const person = ({ email, organization, ...names }) =>
  list([
    ["Nom", fullName(names)],
    ["Adresse électronique", email],
    ["Organisation", organization && `${organization.label ?? ""} (SIRET ${organization.siret})`],
  ]);
const otherAccount = `<form method="post" action="/auth/logout"><button>Se déconnecter</button></form>`;

export const homePage = () =>
  page("Comptes", `<p><a href="/auth/login?returnTo=/compte">S’identifier</a></p>`);

export const accountPage = ({ id, name, administrator }, { email }) =>
  page(
    `Compte de ${safe(name)}`,
    `${list([
      ["Numéro", id],
      ["Adresse électronique", email],
    ])}
    ${administrator ? `<p><a href="/demandes">Demandes à examiner</a></p>` : ""}
    ${otherAccount}`,
  );

/** The form of a new person, with what the provider sent. */
export const signUpPage = ({ user }) =>
  page(
    "Créer un compte",
    `<p>Vous venez pour la première fois. Voici ce que nous avons reçu\u202F:</p>
    ${person(user)}
    <form method="post">
      <p><label>Nom affiché <input name="name" required maxlength="100" value="${safe(fullName(user))}" autocomplete="name" /></label></p>
      <button>Créer mon compte</button>
    </form>`,
  );

export const waitingPage = ({ user }) =>
  page(
    "Votre demande est transmise",
    `<p>Un compte existe déjà avec l’adresse <strong>${safe(user.email)}</strong>, et rien ne prouve encore qu’il est à
    vous\u202F: une adresse peut passer d’une personne à une autre. Un administrateur va examiner votre demande.</p>
    <p><a href="/auth/login?returnTo=/compte">Voir où elle en est</a></p>`,
  );

/** Nothing waits in this browser: ten minutes have passed, or the login was in another one. */
export const overPage = () =>
  page("Identifiez-vous", `<p><a href="/auth/login?returnTo=/compte">S’identifier</a></p>`);

const DECISIONS = {
  replace: "Même personne\u202F: remplacer l’ancien identifiant",
  add: "Même personne\u202F: garder les deux identifiants",
  other: "Autre personne\u202F: nouveau compte",
};

/** Who waits for a decision, for an administrator. */
export const casesPage = (cases) =>
  page(
    "Demandes à examiner",
    cases.length === 0
      ? "<p>Aucune demande.</p>"
      : cases
          .map(
            ({ issuer, sub, since, received, account_id, name, email, last_login }) => `<article>
      <h2>${safe(fullName(received) || received.email)}, le ${date.format(since)}</h2>
      ${person(received)}
      ${list([["Fournisseur", `${received.provider} (${issuer})`]])}
      <h3>Compte demandé</h3>
      ${list([
        ["Compte", `${name} (numéro ${account_id})`],
        ["Adresse électronique", email],
        ["Dernière connexion", last_login && date.format(last_login)],
      ])}
      <form method="post">
        <input type="hidden" name="issuer" value="${safe(issuer)}" />
        <input type="hidden" name="sub" value="${safe(sub)}" />
        ${Object.entries(DECISIONS)
          .map(([value, text]) => `<button name="decision" value="${value}">${text}</button>`)
          .join("")}
      </form>
    </article>`,
          )
          .join(""),
  );

export const isDecision = (value) => Object.hasOwn(DECISIONS, value);
