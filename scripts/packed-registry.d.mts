/** A package registry on this machine that knows our packages as they would be published. */
export interface PackedRegistry {
  /** The environment with which npm asks it. */
  readonly env: NodeJS.ProcessEnv;
  /** Paths of the tarballs, by the name of the package. */
  readonly tarballs: ReadonlyMap<string, string>;
  stop(): void;
}

export function startPackedRegistry(): Promise<PackedRegistry>;
