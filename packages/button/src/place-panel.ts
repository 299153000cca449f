/** Pixels between the panel and what it belongs to, and between the panel and the edge of the window. */
const GAP = 8;

/**
 * Puts a panel of the top layer beside its trigger and within the window: below it, or above it where there is more room;
 * ending where the trigger ends, or starting where it starts. What is too high is scrolled.
 */
export function placePanel(panel: HTMLElement, trigger: Element): void {
  const { style, offsetWidth: width } = panel;
  const { clientWidth } = trigger.ownerDocument.documentElement;
  const { top, bottom, left, right } = trigger.getBoundingClientRect();
  const ends = [right - width, left];
  if (getComputedStyle(trigger).direction === "rtl") ends.reverse();
  const farthest = clientWidth - GAP - width;
  const fitting = ends.find((x) => x >= GAP && x <= farthest) ?? ends[0] ?? 0;
  style.left = `${Math.max(GAP, Math.min(fitting, farthest))}px`;

  style.maxHeight = "";
  const below = (trigger.ownerDocument.defaultView?.innerHeight ?? 0) - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const isAbove = panel.offsetHeight > below && above > below;
  style.maxHeight = `${isAbove ? above : below}px`;
  style.top = `${isAbove ? top - GAP - panel.offsetHeight : bottom + GAP}px`;
}
