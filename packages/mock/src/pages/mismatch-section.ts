import { explainMismatch } from "../registration/explain-mismatch.js";
import type { Mismatch } from "../registration/mismatch.js";
import { html, type Html } from "./html.js";
import type { Texts } from "./texts/texts.js";

/** What was sent beside what is registered. The real provider shows neither. */
export function mismatchSection(texts: Texts, mismatches: readonly Mismatch[]): Html | undefined {
  if (mismatches.length === 0) return undefined;
  return html`
    <h2>${texts.mismatch.title}</h2>
    ${mismatches.map((mismatch) => {
      const { parameter, values, sentences } = explainMismatch(mismatch, texts);
      return html`
        <h3><code>${parameter}</code></h3>
        <dl class="compared">
          ${values.map(
            ({ label, value }) =>
              html`<dt>${label}</dt>
                <dd><code>${value}</code></dd>`,
          )}
        </dl>
        ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
      `;
    })}
  `;
}
