import type { CSSResult } from "lit";
import { css } from "./css.js";

/* As in styles.ts: tokens of the State's design system where the page has them, its values elsewhere. */
export const accountStyles: CSSResult = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: top;
  }
  :host([hidden]) {
    display: none;
  }
  .account {
    all: initial;
    --action: var(--text-action-high-blue-france, light-dark(#000091, #8585f6));
    --line: var(--border-default-grey, light-dark(#ddd, #353535));
    --over: var(--background-alt-grey, light-dark(#f6f6f6, #1e1e1e));
    --page: var(--background-default-grey, light-dark(#fff, #161616));
    --quiet: var(--text-mention-grey, light-dark(#666, #929292));
    color: var(--text-title-grey, light-dark(#161616, #fff));
    color-scheme: inherit;
    display: block;
    font:
      max(1rem, 16px) / 1.5 Marianne,
      arial,
      sans-serif;
    overflow-wrap: anywhere;
    pointer-events: inherit;
    visibility: inherit;
  }
  .trigger,
  .actions :is(a, button) {
    align-items: center;
    background: none;
    border: 1px solid transparent;
    border-radius: 4px;
    box-sizing: border-box;
    color: inherit;
    cursor: pointer;
    display: flex;
    font: inherit;
    gap: 10px;
    inline-size: 100%;
    margin: 0;
    min-block-size: 44px;
    padding: 6px 8px;
    text-align: start;
    text-decoration: none;
  }
  .trigger {
    background: var(--page);
    border-color: var(--line);
    min-block-size: 52px;
  }
  .trigger:hover,
  [aria-expanded="true"] {
    background: var(--over);
    border-color: var(--action);
  }
  .who {
    display: grid;
    flex: 1;
    line-height: 1.3;
    min-inline-size: 0;
  }
  .who > * {
    max-inline-size: 17em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .who .name {
    -webkit-box-orient: vertical;
    display: -webkit-box;
    font-weight: bold;
    -webkit-line-clamp: 2;
    white-space: normal;
  }
  .quiet,
  dt {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .avatar {
    align-items: center;
    background: var(--background-action-high-blue-france, light-dark(#000091, #8585f6));
    block-size: 2.5em;
    border: 1px solid transparent;
    border-radius: 50%;
    box-sizing: border-box;
    color: var(--text-inverted-blue-france, light-dark(#f5f5fe, #000091));
    display: flex;
    flex: none;
    font-size: 0.875em;
    font-weight: bold;
    inline-size: 2.5em;
    justify-content: center;
    letter-spacing: 0.02em;
    line-height: 1;
    overflow: hidden;
    white-space: nowrap;
  }
  .person .avatar {
    font-size: 1.25em;
  }
  .icon {
    block-size: 1.25em;
    flex: none;
    inline-size: 1.25em;
  }
  .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  [aria-expanded="true"] > .chevron {
    transform: scaleY(-1);
  }
  :focus-visible,
  ::slotted(:focus-visible) {
    outline: 2px solid #0a76f6 !important;
    outline-offset: 2px !important;
  }
  .unseen {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    position: absolute;
  }
  @supports not (color: light-dark(red, red)) {
    .account {
      --action: #000091;
      --line: #ddd;
      --over: #f6f6f6;
      --page: #fff;
      --quiet: #666;
      color: #161616;
    }
    .avatar {
      background: #000091;
      color: #fff;
    }
  }
  @media (forced-colors: active) {
    .trigger,
    .avatar {
      border-color: ButtonText;
    }
    .trigger:hover,
    [aria-expanded="true"],
    .actions :is(a, button):hover {
      border-color: Highlight;
    }
    [aria-disabled="true"] {
      color: GrayText;
    }
  }
  @media print {
    .panel,
    .chevron {
      display: none;
    }
    .trigger[aria-expanded],
    .avatar {
      background: #fff;
      border-color: #000;
      color: #000;
    }
  }
`;
