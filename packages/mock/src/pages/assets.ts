/** Sends the only form of the page. */
export const submitScript = "document.forms[0].submit();\n";

// Plum and amber: nothing that could pass for a service of the State.
/** The style of all pages. */
export const style = `:root {
  color-scheme: light dark;
  --text: #221a26;
  --muted: #5d5263;
  --paper: #fffdfa;
  --card: #f6f0f7;
  --line: #85768c;
  --accent: #6d2a63;
  --on-accent: #ffffff;
  --accent-hover: #531e4b;
  --error: #a3161f;
  --banner: #ffd166;
  --on-banner: #221a26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #f3ecf5;
    --muted: #c4b7ca;
    --paper: #1b151e;
    --card: #2a2130;
    --line: #9c8da4;
    --accent: #e6a5da;
    --on-accent: #1b151e;
    --accent-hover: #f3c9eb;
    --error: #ff9a94;
    --banner: #7a5b00;
    --on-banner: #ffffff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--paper);
  color: var(--text);
  font: 1.0625rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
.banner {
  background: var(--banner);
  color: var(--on-banner);
  border-bottom: 0.375rem dashed var(--on-banner);
}
.banner p, main, footer p { width: 100%; max-width: 40rem; margin-inline: auto; padding-inline: 1rem; }
.banner p { margin-block: 0; padding-block: 0.75rem; }
main { flex: 1; padding-block: 2rem; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.25rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent-hover); }
main p > a:only-child:not(.button) { display: inline-block; padding-block: 0.25rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
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
  border-radius: 0.375rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input[aria-invalid="true"] { border: 2px solid var(--error); }
.error { color: var(--error); font-weight: 600; }
.field .error { margin: 0.375rem 0 0; }
.error a { color: inherit; }
code { font-family: ui-monospace, monospace; font-size: 0.9375rem; }
button, .button {
  display: inline-block;
  min-height: 2.75rem;
  padding: 0.5rem 1.5rem;
  border: 2px solid var(--accent);
  border-radius: 0.375rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { border-color: var(--accent-hover); background: var(--accent-hover); color: var(--on-accent); }
form + p { margin-top: 1rem; }
.choices { margin: 0 0 1.5rem; padding: 0; list-style: none; display: grid; gap: 0.75rem; }
.people { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.choice {
  height: 100%;
  align-content: start;
  width: 100%;
  display: grid;
  gap: 0.125rem;
  padding: 0.75rem 1rem;
  border: 1px solid var(--line);
  background: var(--card);
  color: var(--text);
  font-weight: 400;
  text-align: start;
}
.choice:hover { border-color: var(--accent); background: var(--paper); color: var(--text); box-shadow: inset 0 0 0 1px var(--accent); }
dt { font-weight: 600; }
dd { margin: 0 0 0.75rem; }
.detail { color: var(--muted); font-size: 0.9375rem; }
footer { border-top: 1px solid var(--line); color: var(--muted); font-size: 0.875rem; }
footer p { margin-block: 1rem; }
`;
