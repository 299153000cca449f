import { field } from "./field.js";
import { html } from "./html.js";
import type { Page } from "./page.js";
import type { Texts } from "./texts/texts.js";

/** The form's fields, by the names that go over the wire. */
export interface UserinfoForm {
  readonly given_name: string;
  readonly family_name: string;
  readonly phone_number: string;
  readonly job: string;
}

export interface UserinfoPage {
  readonly form: UserinfoForm;
  readonly errors: Partial<UserinfoForm>;
  readonly action: string;
}

/** The form of `prompt=update_userinfo`. */
export function userinfoPage(texts: Texts, { form, errors, action }: UserinfoPage): Page {
  const { userinfo: words } = texts;
  const [firstError] = Object.keys(errors);
  return {
    texts,
    title: words.title,
    hasErrors: firstError !== undefined,
    body: html`
      ${
        firstError !== undefined &&
        html`<p class="error">${words.notSaved} <a href="#${firstError}">${words.toFirstMistake}</a>.</p>`
      }
      <form method="post" action="${action}" novalidate>
        ${field({
          name: "given_name",
          label: words.givenName,
          type: "text",
          autocomplete: "given-name",
          value: form.given_name,
          required: true,
          error: errors.given_name,
        })}
        ${field({
          name: "family_name",
          label: words.familyName,
          type: "text",
          autocomplete: "family-name",
          value: form.family_name,
          required: true,
          error: errors.family_name,
        })}
        ${field({
          name: "phone_number",
          label: words.phoneNumber,
          type: "tel",
          autocomplete: "tel",
          hint: words.phoneNumberHint,
          value: form.phone_number,
          error: errors.phone_number,
        })}
        ${field({
          name: "job",
          label: words.job,
          type: "text",
          autocomplete: "organization-title",
          value: form.job,
          error: errors.job,
        })}
        <button type="submit">${words.submit}</button>
      </form>
    `,
  };
}
