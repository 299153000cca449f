import { html, type Html } from "./html.js";
import type { Texts } from "./texts/texts.js";

/** One page of the provider. */
export interface Page {
  readonly texts: Texts;
  /** What the page is for; its heading and, with the provider's name, its title. */
  readonly title: string;
  readonly body: Html;
  /** What the real provider has nothing of, set apart from the page itself. */
  readonly simulator?: Html;
  /** The page is there again because of a mistake in what was sent. */
  readonly hasErrors?: boolean;
  /** The page sends its form by itself as soon as it is there. */
  readonly submitsItself?: boolean;
}

/** Where the pages' style and script are served. */
export const STYLE_PATH = "/assets/mock.css";
export const SUBMIT_SCRIPT_PATH = "/assets/submit.js";

/** The whole document of a page. */
export function document(page: Page): string {
  const { texts, title, body, simulator, hasErrors = false, submitsItself = false } = page;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${hasErrors && texts.errorInTitle}${title} – ${texts.provider}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${submitsItself && html`<script src="${SUBMIT_SCRIPT_PATH}" defer></script>`}
      </head>
      <body>
        <header class="banner"><p>${texts.banner}</p></header>
        <div class="columns">
          <main>
            <h1>${title}</h1>
            ${body}
          </main>
          ${
            simulator &&
            html`<aside aria-labelledby="simulator-only">
              <p class="badge" id="simulator-only">${texts.simulatorOnly}</p>
              ${simulator}
            </aside>`
          }
        </div>
        <footer><p>${texts.footer}</p></footer>
      </body>
    </html>`.toString();
}

/**
 * Headers of every page. Without `form-action`: Chromium applies it to the redirects that follow a form, too. With
 * `no-referrer` browsers would send `Origin: null` with our own forms.
 */
export function pageHeaders({ texts, submitsItself = false }: Page): Record<string, string> {
  const script = submitsItself ? "script-src 'self'; " : "";
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Language": texts.language,
    "Content-Security-Policy": `default-src 'none'; style-src 'self'; img-src data:; ${script}base-uri 'none'; frame-ancestors 'none'`,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  };
}
