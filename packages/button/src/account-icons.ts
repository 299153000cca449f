import { html, type TemplateResult } from "lit";

/** A picture of lines in the colour of the text: decorative, so not read out. */
function icon(lines: string, name = ""): TemplateResult {
  return html`<svg
    class="icon ${name}"
    aria-hidden="true"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
  >
    <path d=${lines} />
  </svg>`;
}

export const chevron: TemplateResult = icon("m6 9 6 6 6-6", "chevron");
export const person: TemplateResult = icon("M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4 20a8 8 0 0 1 16 0");
export const exchange: TemplateResult = icon("M4 8h15l-4-4m5 12H5l4 4");
export const door: TemplateResult = icon("M14 4H5v16h9m-4-8h11l-4-4m0 8 4-4");
