import { apiParticulier, type DataCallName } from "@moncomptepro/profiles";

type Data = Readonly<Record<string, unknown>>;

/** What the scopes of a token open of data: the parts, and the parts of parts. */
export function openedParts(name: DataCallName, scopes: readonly string[], data: Data): Data {
  const { parts } = apiParticulier.calls[name];
  const isOpen = (part: string): boolean => parts[part]?.some((scope) => scopes.includes(scope)) ?? true;
  const within = (part: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => within(part, each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([member]) => isOpen(`${part}.${member}`)));
  };
  const opened = Object.entries(data).filter(([part]) => isOpen(part));
  return Object.fromEntries(opened.map(([part, value]) => [part, within(part, value)]));
}
