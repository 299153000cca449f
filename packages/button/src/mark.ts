import { html, type TemplateResult } from "lit";

/** A plain key of our own drawing. The official marks are the State's: an entitled service slots its own as `logo`. */
export const mark: TemplateResult = html`<svg viewBox="0 0 40 48">
  <path d="M20 24h17v8m-7-8v6M20 24a8 8 0 1 0-16 0 8 8 0 1 0 16 0" />
</svg>`;
