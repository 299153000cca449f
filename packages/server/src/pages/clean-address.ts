import { createHash } from "node:crypto";

const CODE = 'history.replaceState(null,"",location.pathname)';

/**
 * Takes the provider's answer, `code` and `state`, out of the address bar and the history of the browser: a person who
 * asks for help copies that address.
 */
export const CLEAN_ADDRESS: string = `<script>${CODE}</script>`;

/** Its hash, as CSP writes it. */
export const CLEAN_ADDRESS_HASH: string = `sha256-${createHash("sha256").update(CODE).digest("base64")}`;

/** The same in a document that the application made. */
export function withCleanAddress(document: string): string {
  return document.replace(/<\/head>|$/i, (end) => `${CLEAN_ADDRESS}${end}`);
}
