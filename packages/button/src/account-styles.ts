import { css, type CSSResult } from "lit";

/* As in styles.ts: tokens of the State's design system where the page has them, its values elsewhere. */
export const accountStyles: CSSResult = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  details {
    all: initial;
    --action: var(--text-action-high-blue-france, light-dark(#000091, #8585f6));
    --line: var(--border-default-grey, light-dark(#ddd, #353535));
    color: var(--text-default-grey, light-dark(#3a3a3a, #cecece));
    color-scheme: inherit;
    display: block;
    font:
      max(1rem, 16px) / 1.5 Marianne,
      arial,
      sans-serif;
    overflow-wrap: anywhere;
    position: relative;
  }
  summary {
    border: 1px solid var(--line);
    color: var(--action);
    cursor: pointer;
    padding: 0.5em 0.75em;
  }
  .panel {
    background: var(--background-default-grey, light-dark(#fff, #161616));
    border: 1px solid var(--line);
    box-sizing: border-box;
    inline-size: max-content;
    inset-inline-end: 0;
    max-inline-size: min(22em, 100vw - 2em);
    min-inline-size: 100%;
    padding: 0.75em;
    position: absolute;
    z-index: 1;
  }
  .from-start {
    inset-inline: 0 auto;
  }
  dl,
  dd {
    margin: 0;
  }
  dt {
    font-size: 0.875em;
  }
  dd {
    font-weight: bold;
    margin-block-end: 0.5em;
  }
  a,
  button {
    background: none;
    border: 0;
    color: var(--action);
    cursor: pointer;
    display: inline-block;
    font: inherit;
    min-block-size: 24px;
    padding: 0.25em 0;
    text-align: start;
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid #0a76f6;
    outline-offset: 2px;
  }
  @supports not (color: light-dark(red, red)) {
    details {
      --action: #000091;
      --line: #ddd;
      color: #3a3a3a;
    }
    .panel {
      background: #fff;
    }
  }
`;
