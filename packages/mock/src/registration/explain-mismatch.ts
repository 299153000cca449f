import { clientFlags } from "../clients/client-options.js";
import type { Texts } from "../pages/texts/texts.js";
import { places, type Mismatch } from "./mismatch.js";

/** What is said of a mismatch, on the page and in the terminal. */
export interface Explanation {
  readonly parameter: string;
  /** What was sent, then what is registered; nothing where it is a secret. */
  readonly values: readonly { readonly label: string; readonly value: string }[];
  /** How they differ, and where to change either. */
  readonly sentences: readonly string[];
}

/** Characters of a value that are shown: what is longer is a mistake of another kind. */
const MAXIMUM_LENGTH = 300;

export function explainMismatch(
  { parameter, sent, registered, differences }: Mismatch,
  { mismatch: words }: Pick<Texts, "mismatch">,
): Explanation {
  const { variables, option } = places[parameter];
  const flag = clientFlags.find((one) => one.option === option)?.name;
  const isSecret = parameter === "client_secret";
  const values = [
    { label: words.sent, value: sent === undefined ? words.nothing : visible(sent) },
    ...(registered.length === 0 ? [words.nothing] : registered).map((value) => ({
      label: words.registered,
      value,
    })),
  ];
  return {
    parameter,
    values: isSecret ? [] : values,
    sentences: [
      ...(isSecret ? [words.otherSecret] : []),
      ...differences.map((difference) => words.differences[difference]),
      words.inApplication(variables),
      ...(flag === undefined ? [] : [words.atProvider(`--${flag}`)]),
    ],
  };
}

/** A value that came from outside, with its control characters, and spaces at its ends, as `\u{20}`. */
function visible(value: string): string {
  const escaped = value
    .slice(0, MAXIMUM_LENGTH)
    .replaceAll(
      /^ +| +$|[\p{C}\p{Zl}\p{Zp}]/gu,
      (characters) => `\\u{${characters.codePointAt(0)?.toString(16)}}`,
    );
  return value.length > MAXIMUM_LENGTH ? `${escaped}…` : escaped;
}
