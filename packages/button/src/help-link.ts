import { html, type TemplateResult } from "lit";
import type { Brand } from "@moncomptepro/profiles/brands";
import type { Texts } from "./texts.js";

/** “What is …?”, which the brand asks for under its button, in a new window that can't reach this one. */
export function helpLink(brand: Brand, { help, newWindow }: Texts): TemplateResult {
  // Machine translation must leave the name alone.
  const [before, after] = help.split(brand.name);
  return html`<a
    class="help"
    href=${brand.helpHref}
    target="_blank"
    rel="noopener noreferrer"
    title="${help} - ${newWindow}"
    dir="auto"
    >${before}<span translate="no">${brand.name}</span>${after}</a
  >`;
}
