import { html, type TemplateResult } from "lit";
import { mark } from "./mark.js";

/** The brand as one sees it: mark, action, name. The space between the two lines is part of the accessible name. */
export function face(action: string, name: string): TemplateResult {
  return html`<span class="mark" aria-hidden="true"><slot name="logo">${mark}</slot></span
    ><span class="label"><span dir="auto">${action}</span> <b dir="auto" translate="no">${name}</b></span>`;
}
