import { html, type Html } from "./html.js";

/** One page of the provider. */
export interface Page {
  /** What the page is for; its heading and, with the provider's name, its title. */
  readonly title: string;
  readonly body: Html;
  /** The page is there again because of a mistake in what was sent. */
  readonly hasErrors?: boolean;
  /** The page sends its form by itself as soon as it is there. */
  readonly submitsItself?: boolean;
}

/** Where the pages' style and script are served. */
export const STYLE_PATH = "/assets/mock.css";
export const SUBMIT_SCRIPT_PATH = "/assets/submit.js";

/** The whole document of a page. */
export function document({ title, body, hasErrors = false, submitsItself = false }: Page): string {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${hasErrors && "Erreur\u202F: "}${title} – Fournisseur simulé</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${submitsItself && html`<script src="${SUBMIT_SCRIPT_PATH}" defer></script>`}
      </head>
      <body>
        <header class="banner">
          <p>
            <strong>Ceci est un fournisseur d’identité simulé.</strong> Il sert au développement et aux
            tests${"\u202F"}: n’y saisissez aucune donnée réelle.
          </p>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>
          <p>@moncomptepro/mock – projet indépendant, sans lien avec les services de l’État.</p>
        </footer>
      </body>
    </html>`.toString();
}

/**
 * Headers of every page. Without `form-action`: Chromium applies it to the redirects that follow a form, too. With
 * `no-referrer` browsers would send `Origin: null` with our own forms.
 */
export function pageHeaders({ submitsItself = false }: Page): Record<string, string> {
  const script = submitsItself ? "script-src 'self'; " : "";
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src 'self'; img-src data:; ${script}base-uri 'none'; frame-ancestors 'none'`,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  };
}
