import type { Log } from "../logger.js";

/**
 * What a function of the application decides: true lets in, nothing else does. Another answer than true or false, an
 * object found or a forgotten `return`, is a mistake that the log names.
 *
 * @param name - of the function
 */
export async function isTrue(name: string, answer: unknown, logger: Log): Promise<boolean> {
  const decision = await answer;
  if (typeof decision !== "boolean") {
    logger.error(
      "answer_unclear",
      `${name} must answer true or false: any other answer refuses the person.`,
      {
        answered: decision === null ? "null" : typeof decision,
      },
    );
  }
  return decision === true;
}
