import { findFaultKind } from "../faults/fault-catalogue.js";
import { mainSettingOf } from "../faults/fault-kind.js";

/** A fault as it stands on the command line, not checked yet. */
export interface FaultFlag {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | number>>;
}

/**
 * Reads `name[=value][,setting=value…]`: `expired`, `missing_claim=siret`, `slow_answer=token,seconds=3,times=unlimited`.
 * What is wrong with it shows when the fault is armed.
 */
export function readFaultFlag(flag: string): FaultFlag {
  const [first = "", ...rest] = flag.split(",");
  const [name, value] = split(first);
  const kind = findFaultKind(name);
  const main: [string, string][] =
    value === undefined ? [] : [[(kind && mainSettingOf(kind)) ?? "value", value]];
  const settings = [...main, ...rest.map(split)].map(([setting, text = ""]) => {
    const isNumber = setting === "times" || kind?.settings?.[setting]?.type === "number";
    return [setting, isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text];
  });
  return { name, settings: Object.fromEntries(settings) as FaultFlag["settings"] };
}

/** The value may hold `=` itself. */
function split(pair: string): [string, string?] {
  const at = pair.indexOf("=");
  return at === -1 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)];
}
