import { test } from "vitest";
import type { Engine } from "./engine.js";
import { firefox } from "./firefox.js";
import { webkit } from "./webkit.js";

const known: readonly Engine[] = [firefox, webkit];

/** The engines of this machine beside Chromium. What needs another is skipped, and each file of tests says so. */
export const engines = known.filter(({ isInstalled }) => isInstalled);

for (const { name } of known.filter(({ isInstalled }) => !isInstalled)) test.skip(`${name} is not installed`);
