import { apiParticulier, type DataCall, type DataCallName } from "@moncomptepro/profiles";

/** A call as its path says it. */
export interface CallPath {
  readonly name: DataCallName;
  readonly version: number;
}

const PATH = /^\/v(\d{1,2})\/(.+)\/france_connect$/;

/** Which call a path is; undefined when it is none. */
export function callOf(path: string): CallPath | undefined {
  const [, version = "", resource] = PATH.exec(path) ?? [];
  const calls = Object.entries(apiParticulier.calls) as [DataCallName, DataCall][];
  const found = calls.find(([, call]) => call.path === resource);
  return found && { name: found[0], version: Number(version) };
}
