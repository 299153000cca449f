import type { Engine } from "./engine.js";
import { firefox } from "./firefox.js";
import { webkit } from "./webkit.js";

/** The engines of this machine beside Chromium. Without any, what needs one is skipped. */
export const engines: readonly Engine[] = [firefox, webkit].filter(({ isInstalled }) => isInstalled);

if (engines.length === 0) console.warn("Skipped: neither firefox-esr nor WebKitWebDriver is installed.");
