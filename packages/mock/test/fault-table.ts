import { faultCatalogue } from "../src/faults/fault-catalogue.js";
import {
  defaultEndpointOf,
  endpointsOf,
  mainSettingOf,
  scopeOf,
  type FaultKind,
  type Setting,
} from "../src/faults/fault-kind.js";

/** The faults as the README tables them, with columns as wide as Prettier makes them. */
export function faultTable(): string {
  const rows = Object.entries<FaultKind>(faultCatalogue).map(([name, kind]) => [
    `\`${name}\``,
    kind.description,
    settings(kind),
  ]);
  const all = [["fault", "what", "settings"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head, ...body] = all.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}

function settings(kind: FaultKind): string {
  const main = mainSettingOf(kind);
  const called = (name: string): string => (name === main ? `**\`${name}\`**` : `\`${name}\``);
  const own = Object.entries(kind.settings ?? {}).map(([name, setting]) => called(name) + values(setting));
  const endpoints = endpointsOf(kind);
  const choice = endpoints.length > 1 ? [`${called("endpoint")} ${choices(kind)}`] : [];
  const place = endpoints.length === 1 ? [`at \`${endpoints[0]}\``] : [];
  const missing = (["times", "client", "person"] as const)
    .filter((name) => !scopeOf(kind).includes(name))
    .map((name) => `no \`${name}\``);
  const main1st = main === "endpoint" ? [...choice, ...own] : [...own, ...choice];
  return [...main1st, ...place, missing.join(", ")].filter((part) => part !== "").join("; ");
}

function choices(kind: FaultKind): string {
  if (kind.at === "answers") return "any";
  const usual = defaultEndpointOf(kind);
  return endpointsOf(kind)
    .map((endpoint) => (endpoint === usual ? `\`${endpoint}\` (default)` : `\`${endpoint}\``))
    .join(", ");
}

function values(setting: Setting): string {
  const range = setting.type === "number" ? ` ${setting.minimum} to ${setting.maximum}` : "";
  return range + (setting.default === undefined ? "" : ` (\`${setting.default}\`)`);
}
