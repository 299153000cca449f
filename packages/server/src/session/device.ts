import { header, type RequestParts } from "../http/request-parts.js";

/** What a browser calls itself, first the names that come beside those of others. */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|OPT|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//],
  ["Safari", /\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

/** Characters that are read: browsers send some 150. */
const MAXIMUM = 512;

/**
 * From what a login came, in words that a person knows again: “Firefox, Windows”. Only names of the lists above come out,
 * whatever the header holds. No library: they find models and versions that nobody looks for in a list of their own
 * sessions.
 *
 * @returns empty when neither browser nor system is known
 */
export function deviceOf(request: RequestParts): string {
  const agent = (header(request, "user-agent") ?? "").slice(0, MAXIMUM);
  const find = (names: typeof BROWSERS): string | undefined =>
    names.find(([, sign]) => sign.test(agent))?.[0];
  return [find(BROWSERS), find(SYSTEMS)].filter((name) => name !== undefined).join(", ");
}
