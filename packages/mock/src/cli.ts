#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { readArguments } from "./cli/arguments.js";
import { helpText } from "./cli/help.js";
import { startUpScreen } from "./cli/start-up-screen.js";
import type { FaultName } from "./faults/fault.js";
import { MockOptionsError } from "./options-error.js";
import { startMockProvider } from "./start-mock-provider.js";

async function run(): Promise<void> {
  const { show, options, faults } = readArguments(process.argv.slice(2));
  if (show === "help") return console.log(helpText);
  if (show === "version") return console.log(version());

  const mock = await startMockProvider({ ...options, onMismatch: (lines) => console.warn(lines) });
  try {
    for (const { name, settings } of faults) mock.fault(name as FaultName, settings);
  } catch (error) {
    await mock.stop();
    throw error;
  }
  const stop = (): void => void mock.stop();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // Last: who reads it may stop the provider at once.
  console.log(startUpScreen(mock));
}

/** Read here, where the file is as far from its package.json as it is once it was built. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}

run().catch((error: unknown) => {
  console.error(`moncomptepro-mock: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof MockOptionsError ? 2 : 1;
});
