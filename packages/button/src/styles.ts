import type { CSSResult } from "lit";
import { css } from "./css.js";

/*
 * Colours are the tokens of the State's design system (DSFR) where the page has them, and its values elsewhere. What the
 * page's own styles hand down across the shadow boundary stops at .group: the label isn't the page's to restyle.
 * Forced colours make the transparent border visible.
 */
export const styles: CSSResult = css`
  :host {
    display: inline-block;
    flex: none;
    max-inline-size: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  .group {
    all: initial;
    color-scheme: inherit;
    display: block;
    font:
      max(1rem, 16px) / 1.15 Marianne,
      arial,
      sans-serif;
    overflow-wrap: anywhere;
    pointer-events: inherit;
    visibility: inherit;
  }
  .control {
    --background: var(--background-action-high-blue-france, light-dark(#000091, #8585f6));
    --text: var(--text-inverted-blue-france, light-dark(#f5f5fe, #000091));
    cursor: pointer;
    display: inline-flex;
    max-inline-size: 100%;
    position: relative;
    text-decoration: none;
  }
  .control:hover {
    --background: var(--background-action-high-blue-france-hover, light-dark(#1212ff, #b1b1f9));
  }
  .control:active {
    --background: var(--background-action-high-blue-france-active, light-dark(#2323ff, #c6c6fb));
  }
  .face {
    align-items: center;
    background: var(--background);
    border: 1px solid transparent;
    color: var(--text);
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 0.75em;
    min-inline-size: 0;
    padding: 0.1875em 0.75em;
    pointer-events: none;
    position: relative;
  }
  /* The official MonComptePro picture has round corners, those of the other brands are square. */
  .MonComptePro > .face {
    border-radius: 4px;
  }
  @supports not (color: light-dark(red, red)) {
    .face {
      background: #000091;
      color: #fff;
    }
  }
  .disabled {
    --background: var(--background-disabled-grey, light-dark(#e5e5e5, #2a2a2a)) !important;
    --text: var(--text-disabled-grey, light-dark(#929292, #666)) !important;
    cursor: not-allowed;
  }
  .busy {
    cursor: progress;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 3.5;
  }
  .mark,
  .mark svg {
    block-size: 3em;
    display: block;
    flex: none;
  }
  /* That it opens a new window; the title says it in words. */
  .help::after {
    content: " ↗︎" / "";
  }
  .busy .mark {
    opacity: 0.4;
  }
  .label {
    display: grid;
    flex: 1;
    font-size: 1.0625em;
    justify-items: start;
    min-inline-size: min(100%, 7em);
  }
  b {
    font-size: 1.06em;
  }
  /* In a form the page's own submit control lies under the face, without a look but for its focus ring. */
  ::slotted(:not([slot])) {
    all: unset !important;
    font-size: 0 !important;
    inset: 0 !important;
    overflow: hidden !important;
    position: absolute !important;
  }
  /* An official mark keeps its proportions, whatever the page does to its pictures. */
  ::slotted([slot]) {
    block-size: 100% !important;
    display: block !important;
    inline-size: auto !important;
    max-inline-size: none !important;
  }
  p {
    font-size: 0.875em;
    line-height: 1.75;
    margin: 13px 0 0;
  }
  p:first-child {
    margin: 0 0 13px;
  }
  .help {
    color: var(--text-action-high-blue-france, light-dark(#000091, #8585f6));
    display: inline-block;
  }
  :focus-visible,
  ::slotted(:focus-visible),
  ::slotted(:focus-within:not(button, input)) {
    outline: 2px solid #0a76f6 !important;
    outline-offset: 2px !important;
  }
  /* WebKit matches :focus-within anew in what is slotted only when something that it inherits changes. */
  slot:focus-within {
    --a: 1;
  }
  /* While a login is under way, that is said where the help was; else it is for screen readers. */
  .busy + p > .help {
    visibility: hidden;
  }
  .status {
    position: absolute;
  }
  :not(.busy) + p > .status {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
  }
  @media (prefers-contrast: more) {
    .control {
      --background: light-dark(#000091, #c6c6fb);
      --text: light-dark(#fff, #000091);
    }
    .face {
      border-color: currentColor;
    }
  }
  @media (forced-colors: active) {
    .disabled > .face {
      color: GrayText;
    }
  }
  @media print {
    .face,
    .help {
      background: #fff;
      border-color: #000;
      color: #000;
    }
    .help::after {
      content: " (" attr(href) ")";
    }
  }
`;
