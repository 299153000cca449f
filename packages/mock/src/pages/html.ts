/** A piece of HTML that is safe to put on a page as it is. */
export class Html {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

/** What a template takes: HTML goes in as it is, text is escaped, nothing is nothing. */
export type Fragment = Html | string | number | undefined | false | readonly Fragment[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Builds HTML; every value that is not HTML itself is escaped, for an element's text as for a quoted attribute. */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  const source = parts.map((part, index) => part + render(values[index])).join("");
  return new Html(source);
}

function render(value: Fragment): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(render).join("");
  return String(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** An e-mail address that breaks after its @ before it breaks anywhere else. */
export function breakable(email: string): Html {
  const [name, ...domain] = email.split(/(?<=@)/);
  return html`${name}${domain.length > 0 && html`<wbr />${domain.join("")}`}`;
}
