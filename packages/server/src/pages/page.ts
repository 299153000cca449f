import { createHash } from "node:crypto";
import type { Language } from "@moncomptepro/profiles";
import { html, pagePolicy, type Ancestors } from "../http/responses.js";
import { CLEAN_ADDRESS, CLEAN_ADDRESS_HASH } from "./clean-address.js";

/** A link, or a form that posts nothing but the press of its button. */
export type Action =
  | { readonly href: string; readonly text: string; readonly postTo?: never }
  | { readonly postTo: string; readonly text: string; readonly href?: never };

/** What a page shows. All of it is text: nothing in it is taken for markup. */
export interface PageContent {
  readonly language: Language;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What to do next; the first one stands out. */
  readonly actions: readonly Action[];
  /** Small print under the actions. */
  readonly note?: string;
  /** Which pages may show this one in a frame, out of which its links and its form lead; none by default. */
  readonly framedBy?: Exclude<Ancestors, "'none'">;
  /** Takes the query out of the address bar: see {@link CLEAN_ADDRESS}. */
  readonly cleansAddress?: boolean;
}

const STYLE = `
:root { color-scheme: light dark; font-family: Marianne, arial, sans-serif; line-height: 1.5; }
body { margin: 0; background: light-dark(#fff, #161616); color: light-dark(#161616, #eee); }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: 0 0 1rem; }
ul { list-style: none; margin: 2rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
a, button { display: inline-block; padding: .6rem 1rem; color: light-dark(#000091, #8585f6); text-underline-offset: .25em; font: inherit; border: 0; cursor: pointer; }
button { background: none; text-decoration: underline; }
li:first-child :is(a, button) { background: light-dark(#000091, #8585f6); color: light-dark(#fff, #000091); text-decoration: none; }
a:hover, button:hover { text-decoration: underline; text-decoration-thickness: 2px; }
a:focus-visible, button:focus-visible { outline: 2px solid #0a76f6; outline-offset: 2px; }
small { color: light-dark(#666, #929292); }
@media (forced-colors: active) { a, button { border: 1px solid; } }
`;

const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;

/** An accessible page of ours, which works without any script, and says what happened and what to do next. */
export function page(
  { language, title, paragraphs, actions, note, framedBy, cleansAddress }: PageContent,
  options: Parameters<typeof html>[2] = {},
): Response {
  const target = framedBy ? ' target="_top"' : "";
  const items = actions.map(({ href, postTo, text }) =>
    postTo === undefined
      ? `<a href="${escape(href)}"${target}>${escape(text)}</a>`
      : `<form method="post" action="${escape(postTo)}"${target}><button>${escape(text)}</button></form>`,
  );
  const body = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${STYLE}</style>${cleansAddress ? `\n${CLEAN_ADDRESS}` : ""}
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${paragraphs.map((text) => `<p>${escape(text)}</p>`).join("\n")}
<ul>
${items.map((item) => `<li>${item}</li>`).join("\n")}
</ul>
${note ? `<p><small>${escape(note)}</small></p>` : ""}
</main>
</body>
</html>
`;
  return html(
    body,
    pagePolicy(STYLE_HASH, framedBy ?? "'none'", cleansAddress ? CLEAN_ADDRESS_HASH : undefined),
    {
      ...options,
      headers: { "content-language": language, ...options.headers },
    },
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
