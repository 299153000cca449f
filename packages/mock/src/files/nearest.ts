/** The name most like a misspelt one; undefined when none is like it. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const wanted = pairs(written);
  const [best] = names
    .map((name) => ({ name, likeness: likeness(wanted, pairs(name)) }))
    .toSorted((one, other) => other.likeness - one.likeness);
  return best !== undefined && best.likeness > 0.5 ? best.name : undefined;
}

/** Every two letters that stand side by side, whatever their case and the signs between words. */
function pairs(name: string): string[] {
  const letters = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) =>
    letters.slice(index, index + 2),
  );
}

/** The share of pairs that two names have in common, from 0 to 1 (Sørensen and Dice). */
function likeness(one: readonly string[], other: readonly string[]): number {
  const left = [...other];
  const common = one.filter((pair) => {
    const index = left.indexOf(pair);
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
  return (2 * common.length) / Math.max(1, one.length + other.length);
}
