import type { CSSResult } from "lit";
import { css } from "./css.js";

/* What opens; its colours are those of account-styles.ts. */
export const accountPanelStyles: CSSResult = css`
  .panel {
    background: var(--page);
    border: 1px solid var(--line);
    border-radius: 4px;
    box-shadow: 0 6px 18px rgb(0 0 18 / 0.16);
    box-sizing: border-box;
    color: inherit;
    inline-size: max-content;
    inset: auto;
    margin: 0;
    max-inline-size: min(24em, 100% - 16px);
    min-inline-size: min(18em, 100% - 16px);
    overflow: auto;
    padding: 0;
    position: fixed;
  }
  .panel > * {
    padding: 16px;
  }
  .panel > * + * {
    border-block-start: 1px solid var(--line);
  }
  .person {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
    line-height: 1.35;
  }
  .person > div {
    flex: 1;
    min-inline-size: min(100%, 8em);
  }
  dl,
  dd {
    margin: 0;
  }
  dt:not(:first-child) {
    margin-block-start: 0.5em;
  }
  dt {
    line-height: 1.35;
  }
  .panel > .actions {
    padding: 8px;
  }
  .actions :is(a, button) {
    color: var(--action);
  }
  /* The page’s own links and buttons: their texts stand in line with the others, which have an icon. */
  ::slotted([slot="actions"]) {
    align-items: center !important;
    background: none !important;
    border: 0 !important;
    box-sizing: border-box !important;
    color: var(--action) !important;
    cursor: pointer;
    display: flex !important;
    font: inherit !important;
    inline-size: 100% !important;
    min-block-size: 44px !important;
    padding-block: 6px !important;
    padding-inline: calc(1.25em + 18px) 8px !important;
    text-align: start !important;
    text-decoration: none !important;
  }
  ::slotted([slot="actions"]:hover) {
    background: var(--over) !important;
    text-decoration: underline !important;
  }
  .actions :is(a, button):hover {
    background: var(--over);
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  [aria-disabled="true"] {
    color: var(--quiet);
    cursor: progress;
  }
  /* Without popovers the panel stands open under the name. */
  @supports not selector(:popover-open) {
    .panel {
      max-inline-size: 24em;
      position: static;
    }
    .chevron {
      display: none;
    }
  }
`;
