import { field } from "./field.js";
import { html } from "./html.js";
import type { Page } from "./page.js";

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
export function userinfoPage({ form, errors, action }: UserinfoPage): Page {
  const [firstError] = Object.keys(errors);
  return {
    title: "Renseigner votre identité",
    hasErrors: firstError !== undefined,
    body: html`
      ${
        firstError !== undefined &&
        html`<p class="error">
          Le formulaire n’est pas enregistré${"\u202F"}:
          <a href="#${firstError}">corrigez ce qui est signalé</a>.
        </p>`
      }
      <form method="post" action="${action}" novalidate>
        ${field({
          name: "given_name",
          label: "Prénom",
          type: "text",
          autocomplete: "given-name",
          value: form.given_name,
          required: true,
          error: errors.given_name,
        })}
        ${field({
          name: "family_name",
          label: "Nom",
          type: "text",
          autocomplete: "family-name",
          value: form.family_name,
          required: true,
          error: errors.family_name,
        })}
        ${field({
          name: "phone_number",
          label: "Téléphone professionnel (facultatif)",
          type: "tel",
          autocomplete: "tel",
          hint: "Par exemple\u202F: 01\u00A023\u00A045\u00A067\u00A089",
          value: form.phone_number,
          error: errors.phone_number,
        })}
        ${field({
          name: "job",
          label: "Fonction (facultatif)",
          type: "text",
          autocomplete: "organization-title",
          value: form.job,
          error: errors.job,
        })}
        <button type="submit">Enregistrer</button>
      </form>
    `,
  };
}
