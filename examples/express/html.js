/** A piece of HTML: whatever is put into it is text, unless it is a piece of HTML itself. */
export function html(strings, ...values) {
  const render = (value) =>
    value instanceof Html ? value.markup : Array.isArray(value) ? value.map(render).join("") : escape(value);
  return new Html(String.raw({ raw: strings }, ...values.map(render)));
}

class Html {
  constructor(markup) {
    this.markup = markup;
  }
  toString() {
    return this.markup;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (value) => String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
