/** Sends the only form of the page. */
export const submitScript = "document.forms[0].submit();\n";

// Plum and amber, stripes and dashes: nothing that could pass for a service of the State.
/** The style of all pages. */
export const style = `:root {
  color-scheme: light dark;
  --text: #231a27;
  --muted: #5f5366;
  --ground: #f6eff6;
  --card: #fffdfc;
  --field: #ffffff;
  --line: #8a7a92;
  --soft-line: #ddd0df;
  --accent: #74276a;
  --on-accent: #ffffff;
  --accent-hover: #541a4c;
  --tint: #f3e2f0;
  --error: #a3161f;
  --error-tint: #fdeceb;
  --banner: #ffcf5c;
  --on-banner: #2a1d06;
  --dashes: #b07a00;
  --shadow: 0 1px 2px rgb(35 26 39 / 8%), 0 8px 24px rgb(35 26 39 / 7%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #f4edf5;
    --muted: #c5b8ca;
    --ground: #16111a;
    --card: #211a26;
    --field: #16111a;
    --line: #9c8da4;
    --soft-line: #42364a;
    --accent: #e9a9dd;
    --on-accent: #2a0f26;
    --accent-hover: #f5ceed;
    --tint: #3d2740;
    --error: #ffa29c;
    --error-tint: #3d1d1f;
    --banner: #5c4300;
    --on-banner: #fff4da;
    --dashes: #d9a53a;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--ground);
  color: var(--text);
  font: 1.0625rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
.banner { background: var(--banner); color: var(--on-banner); }
.banner::after {
  content: "";
  display: block;
  height: 0.5rem;
  background: repeating-linear-gradient(-45deg, var(--on-banner) 0 0.75rem, var(--banner) 0.75rem 1.5rem);
}
.banner p, .columns, footer p { width: 100%; max-width: 72rem; margin-inline: auto; padding-inline: 1rem; }
.banner p { margin-block: 0; padding-block: 0.75rem; }
.columns { flex: 1; display: grid; gap: 1.5rem; align-content: start; padding-block: 1.5rem 2.5rem; }
main, aside { min-width: 0; padding: 1.5rem 1.25rem; border-radius: 1rem; }
main { background: var(--card); box-shadow: var(--shadow); border: 1px solid var(--soft-line); }
aside { border: 2px dashed var(--dashes); }
main:only-child { width: 100%; max-width: 36rem; margin-inline: auto; }
@media (min-width: 60rem) {
  .columns { padding-block: 3rem; }
  .columns:has(aside) { grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); align-items: start; gap: 2rem; }
  .columns:has(aside) main { position: sticky; top: 2rem; }
  main { padding: 2rem; }
  aside { padding: 1.5rem 1.75rem; }
}
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
h2 { margin: 0 0 0.25rem; font-size: 1.25rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
main > :last-child, aside > :last-child { margin-bottom: 0; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent-hover); text-decoration-thickness: 2px; }
main p:not(.error) > a:only-child:not(.button) { display: inline-block; padding-block: 0.25rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.badge {
  width: fit-content;
  margin: 0 0 1rem;
  padding: 0.125rem 0.75rem;
  border-radius: 1rem;
  background: var(--banner);
  color: var(--on-banner);
  font-size: 0.875rem;
  font-weight: 600;
}
.field { margin-block: 0 1.25rem; }
label { font-weight: 600; }
.hint { margin: 0; color: var(--muted); font-size: 0.9375rem; }
input:not([type="hidden"]) {
  display: block;
  width: 100%;
  min-height: 2.75rem;
  margin-top: 0.375rem;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--field);
  color: inherit;
  font: inherit;
}
input[aria-invalid="true"] { border: 2px solid var(--error); }
.error { color: var(--error); font-weight: 600; }
.field .error { margin: 0.375rem 0 0; }
main > .error { padding: 0.75rem 1rem; border-inline-start: 0.25rem solid var(--error); background: var(--error-tint); }
.error a { color: inherit; }
h3 { margin: 1.25rem 0 0.5rem; font-size: 1.0625rem; }
.compared { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0 0 0.75rem; }
.compared dt { color: var(--muted); }
.compared dd { margin: 0; }
.compared ~ p { margin-bottom: 0.25rem; }
code { font-family: ui-monospace, monospace; font-size: 0.9375rem; }
button, .button {
  display: inline-block;
  min-height: 2.75rem;
  padding: 0.5rem 1.5rem;
  border: 2px solid var(--accent);
  border-radius: 0.5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { border-color: var(--accent-hover); background: var(--accent-hover); color: var(--on-accent); }
main > form > button { width: 100%; }
.secondary { background: transparent; color: var(--accent); }
form + p { margin-top: 1.25rem; }
.choices { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.625rem; }
h2 + .choices { margin-top: 0.75rem; }
form:has(.people) { margin-bottom: 2rem; }
.choice {
  height: 100%;
  align-content: start;
  width: 100%;
  display: grid;
  gap: 0.125rem;
  padding: 0.75rem 1rem;
  border: 1px solid var(--soft-line);
  border-radius: 0.75rem;
  background: var(--card);
  color: var(--text);
  font-weight: 400;
  line-height: 1.35;
  text-align: start;
}
button.choice { border-color: var(--line); }
button.choice:hover { border-color: var(--accent); background: var(--tint); color: var(--text); }
.person { grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: 0.875rem; }
.person > * { grid-column: 2; }
.person > .initials {
  grid-area: 1 / 1 / span 3;
  align-self: center;
  display: grid;
  place-items: center;
  width: 2.5rem;
  height: 2.5rem;
  border-radius: 50%;
  background: var(--tint);
  color: var(--accent);
  font-size: 0.9375rem;
  font-weight: 600;
}
button.person:hover > .initials { background: var(--accent); color: var(--on-accent); }
.choice > span:not(.initials) { font-size: 0.9375rem; }
.choice > .detail { color: var(--muted); font-size: 0.875rem; }
.choice > .mark { color: var(--accent); font-weight: 600; }
.choice:hover .detail { color: inherit; }
@media (min-width: 40rem) {
  .newcomer { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; }
  .newcomer button { grid-column: 1 / -1; justify-self: start; }
}
footer { border-top: 1px solid var(--soft-line); color: var(--muted); font-size: 0.875rem; }
footer p { margin-block: 1rem; }
@media (forced-colors: active) {
  .banner::after { border-top: 0.25rem dashed; height: 0; }
}
`;
