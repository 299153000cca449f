import type { Cookies } from "../http/cookies.js";

/** Browsers take 4,096 bytes for a name and its value; the attributes need room too. */
const MAXIMUM_VALUE = 3800;

/**
 * Spreads a value over cookies: the first bears the name, the next ones `.1`, `.2`… after it. The first says how many
 * there are, so that the rest of an older, longer value is never taken for a part of it.
 */
export function split(name: string, value: string): [name: string, value: string][] {
  const count = Math.ceil(value.length / MAXIMUM_VALUE);
  return Array.from({ length: count }, (_, index) => {
    const chunk = value.slice(index * MAXIMUM_VALUE, (index + 1) * MAXIMUM_VALUE);
    return index === 0 ? [name, count === 1 ? chunk : `${count}~${chunk}`] : [`${name}.${index}`, chunk];
  });
}

/** Puts together what {@link split} spread; undefined when there is nothing, or a part is missing. */
export function join(name: string, cookies: Cookies): string | undefined {
  const first = cookies[name];
  if (first?.[1] !== "~") return first;
  const [count, chunk] = [first.slice(0, 1), first.slice(2)];
  if (!/^[2-9]$/.test(count)) return undefined;
  const rest = Array.from({ length: Number(count) - 1 }, (_, index) => cookies[`${name}.${index + 1}`]);
  return rest.includes(undefined) ? undefined : [chunk, ...rest].join("");
}

/** Names of the cookies that {@link split} may have made and a browser still holds. */
export function names(name: string, cookies: Cookies): string[] {
  return Object.keys(cookies).filter(
    (each) => each === name || /^\.\d+$/.test(each.startsWith(name) ? each.slice(name.length) : ""),
  );
}
