#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { readArguments } from "./cli/arguments.js";
import { helpText } from "./cli/help.js";
import { startUpScreen } from "./cli/start-up-screen.js";
import type { FaultName } from "./faults/fault.js";
import type { MockProvider } from "./mock-provider.js";
import { MockOptionsError } from "./options-error.js";
import { startMockProvider } from "./start-mock-provider.js";

async function run(): Promise<void> {
  const { show, options, faults } = readArguments(process.argv.slice(2));
  if (show === "help") return console.log(helpText);
  if (show === "version") return console.log(version());

  const mocks: MockProvider[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(mocks.map((mock) => mock.stop())));
  try {
    for (const each of options) {
      // oxlint-disable-next-line no-await-in-loop -- what fails is told of the first one
      mocks.push(await startMockProvider({ ...each, onMismatch: (lines) => console.warn(lines) }));
    }
    // Faults are of a provider that is alone.
    for (const { name, settings } of faults) mocks[0]?.fault(name as FaultName, settings);
  } catch (error) {
    await stop();
    throw error;
  }
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
  // Last: who reads it may stop the provider at once.
  console.log(startUpScreen(mocks));
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
