import { english } from "../pages/texts/english.js";
import { explainMismatch } from "./explain-mismatch.js";
import type { Mismatch } from "./mismatch.js";

/** What the terminal says of a request that is not what is registered, in several lines. */
export function mismatchLines(mismatches: readonly Mismatch[]): string {
  const blocks = mismatches.map((mismatch) => {
    const { parameter, values, sentences } = explainMismatch(mismatch, english);
    const width = Math.max(...values.map(({ label }) => label.length));
    const lines = [...values.map(({ label, value }) => `${label.padEnd(width)}  ${value}`), ...sentences];
    return [`  ${parameter}`, ...lines.map((line) => `    ${line}`)].join("\n");
  });
  return [`${english.mismatch.title}:`, ...blocks].join("\n");
}
