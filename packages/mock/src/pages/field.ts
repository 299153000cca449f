import { html, type Html } from "./html.js";

/** One labelled field of a form. */
export interface Field {
  /** Name and id of the control. */
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "tel" | "text";
  readonly autocomplete: string;
  /** Which keyboard a telephone shows, where the type does not say it. */
  readonly inputmode?: "numeric";
  readonly value?: string | undefined;
  readonly required?: boolean;
  /** A sentence under the label: format, example. */
  readonly hint?: string | undefined;
  /** What is wrong with the value received. */
  readonly error?: string | undefined;
  readonly autofocus?: boolean;
}

/** The field with its hint and its error, both read out with the control. */
export function field({ name, label, type, autocomplete, value, hint, error, ...flags }: Field): Html {
  const hintId = hint && `${name}-hint`;
  const errorId = error && `${name}-error`;
  const describedBy = [hintId, errorId].filter(Boolean).join(" ");

  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint && html`<p class="hint" id="${hintId}">${hint}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      ${flags.inputmode && html`inputmode="${flags.inputmode}"`}
      ${value && html`value="${value}"`}
      ${flags.required && html`aria-required="true"`}
      ${describedBy && html`aria-describedby="${describedBy}"`}
      ${error && html`aria-invalid="true"`}
      ${(flags.autofocus || error) && html`autofocus`}
    />
    ${error && html`<p class="error" id="${errorId}" role="alert">${error}</p>`}
  </div>`;
}
