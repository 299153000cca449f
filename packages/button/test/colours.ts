import type { Locator } from "@playwright/test";

/** A computed colour as `#rrggbb`. */
export async function colourOf(
  element: Locator,
  property: "background-color" | "color" | "border-top-color",
) {
  const value = await element.evaluate(
    (node, name) => getComputedStyle(node).getPropertyValue(name),
    property,
  );
  const channels = value.match(/[\d.]+/g)?.map(Number) ?? [];
  return `#${channels
    .slice(0, 3)
    .map((channel) => channel.toString(16).padStart(2, "0"))
    .join("")}`;
}

/** Contrast ratio of two `#rrggbb` colours: WCAG 2.2, “contrast ratio”. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
