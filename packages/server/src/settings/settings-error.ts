import { AuthError } from "../errors.js";
import { settingName } from "./environment.js";
import type { Problem } from "./check-each.js";

/** The settings do not hold together; every mistake is listed, each with what to do. */
export class SettingsError extends AuthError {
  /** One sentence a mistake. */
  readonly problems: readonly string[];

  constructor(problems: readonly Problem[]) {
    const sentences = problems.map(({ setting, message }) => `${settingName(setting)} ${message}.`);
    super("settings_invalid", {
      hint: `the settings need attention.\n${sentences.map((each) => `  - ${each}`).join("\n")}`,
    });
    this.problems = sentences;
  }
}
