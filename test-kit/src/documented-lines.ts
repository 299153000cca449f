import { readFileSync } from "node:fs";

const read = (page: string): string => readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");

/**
 * The blocks of a page that have a name, by it.
 *
 * @param page - from the root of the repository: `docs/routers.md`
 * @param before - what stands before the name where a block begins
 */
export function namedBlocks(page: string, before = "js name="): ReadonlyMap<string, string> {
  const blocks = read(page).matchAll(new RegExp(`^\`\`\`${before}(\\S+)\\n(.*?)^\`\`\`$`, "gms"));
  return new Map([...blocks].map(([, name = "", text = ""]) => [name, text]));
}

/** The first JavaScript under a title of a page. */
export function blockUnder(title: string, page: string): string {
  const found = new RegExp(`^## ${title}$.*?^\`\`\`js\\n(.*?)^\`\`\`$`, "ms").exec(read(page))?.[1];
  if (!found) throw new Error(`${page} prints nothing under “${title}”`);
  return found;
}

/**
 * Runs lines that the documentation prints.
 *
 * @param has - what an application of their kind has, by name
 * @param result - an expression of what they declare; what they return by default
 */
export function runLines(
  lines: string,
  has: Readonly<Record<string, unknown>>,
  result = "undefined",
): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the documentation's own lines, that they may not rot
  const made = new Function(...Object.keys(has), `${lines}\nreturn ${result};`) as (
    ...values: unknown[]
  ) => unknown;
  return made(...Object.values(has));
}
