import { html, type TemplateResult } from "lit";
import { mark } from "./mark.js";

/**
 * The brand as one sees it: mark, action, name. The space between the two lines is there for those who copy the text. The
 * name breaks between its words only: MonCompte, Pro; translation by machines leaves it alone.
 */
export function face(action: string, name: string): TemplateResult {
  const [start, end] = name.split(/(?=Pro$)/);
  return html`<span class="mark" aria-hidden="true"><slot name="logo">${mark}</slot></span
    ><span class="label"
      ><span dir="auto">${action}</span> <b dir="auto" translate="no">${start}<wbr />${end}</b></span
    >`;
}
