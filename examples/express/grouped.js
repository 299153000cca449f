/** Digits in the groups that people read: `"3 3 3 5"` for a SIRET. What has another length stays as it is. */
export function grouped(digits, groups) {
  const sizes = groups.split(" ").map(Number);
  if (!digits || !/^\d+$/.test(digits) || digits.length !== sizes.reduce((sum, size) => sum + size, 0))
    return digits;
  let start = 0;
  return sizes.map((size) => digits.slice(start, (start += size))).join("\u00A0");
}
