import { AuthError } from "../errors.js";
import { documentOf } from "../log-document.js";
import { settingName } from "./environment.js";
import type { Problem } from "./problem.js";

/** The settings do not hold together; every mistake is listed, each with what to do. */
export class SettingsError extends AuthError {
  // Private, so that Node prints the sentences once and not twice when the process stops.
  readonly #problems: readonly string[];

  constructor(problems: readonly Problem[]) {
    const sentences = problems.map((problem) => `${settingName(problem)} ${problem.message}.`);
    const list = sentences.map((sentence) => `  - ${sentence}`).join("\n");
    super("settings_invalid", {
      message: `The settings need attention.\n${list}\n  See ${documentOf("settings_invalid")}\n`,
    });
    this.#problems = sentences;
  }

  /** One sentence a mistake. */
  get problems(): readonly string[] {
    return this.#problems;
  }
}
