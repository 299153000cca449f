import { isLoopbackName } from "@moncomptepro/profiles";
import type { Difference } from "./mismatch.js";

/** How an identifier or a secret differs from the one registered, where it is the same but for a slip. */
export function textDifferences(sent: string, registered: string): Difference[] {
  const slips: readonly (readonly [Difference, (text: string) => string])[] = [
    ["spaces", (text) => text.trim()],
    ["quotes", (text) => text.trim().replace(/^(["'`])(.*)\1$/s, "$2")],
    ["letterCase", (text) => text.toLowerCase()],
  ];
  const slip = slips.find(([, mend]) => mend(sent) === mend(registered));
  return slip ? [slip[0]] : [];
}

/** How an address differs from the one registered that is nearest to it. */
export function nearestDifferences(sent: string, registered: readonly string[]): Difference[] {
  const all = registered.map((one) => addressDifferences(sent, one));
  return all.toSorted((one, other) => weight(one) - weight(other))[0] ?? [];
}

/** Another host or path is more than a slip. */
function weight(differences: readonly Difference[]): number {
  if (differences.length === 0) return Number.POSITIVE_INFINITY;
  const heavy = differences.filter((difference) => difference === "host" || difference === "path");
  return differences.length + 2 * heavy.length;
}

function addressDifferences(sent: string, registered: string): Difference[] {
  const slip = textDifferences(sent, registered).filter((difference) => difference !== "letterCase");
  if (slip.length > 0) return slip;
  if (!URL.canParse(sent) || !URL.canParse(registered)) return [];
  const [one, other] = [new URL(sent), new URL(registered)];
  const isOtherHost = one.hostname !== other.hostname;
  const isLoopback = isLoopbackName(one.hostname) && isLoopbackName(other.hostname);
  const isOtherPath = one.pathname !== other.pathname;
  const isSlash = withoutSlash(one.pathname) === withoutSlash(other.pathname);
  const isCase = one.pathname.toLowerCase() === other.pathname.toLowerCase();
  const isScheme = one.protocol !== other.protocol;
  const found: readonly (readonly [Difference, boolean])[] = [
    ["scheme", isScheme],
    ["loopbackName", isOtherHost && isLoopback],
    ["host", isOtherHost && !isLoopback],
    // The port that goes with the scheme is the scheme's.
    ["port", one.port !== other.port && !(isScheme && (one.port === "" || other.port === ""))],
    ["finalSlash", isOtherPath && isSlash],
    ["letterCase", isOtherPath && isCase],
    ["path", isOtherPath && !isSlash && !isCase],
    ["query", one.search !== other.search],
  ];
  const differences = found.filter(([, isThere]) => isThere).map(([difference]) => difference);
  return differences.length > 0 ? differences : ["spelling"];
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
