import type { Profile } from "@moncomptepro/profiles";
import type { SingleClientOptions } from "../client.js";
import { clientFlags } from "../clients/client-options.js";
import { MockOptionsError } from "../options-error.js";

/** What stands on the command line, by flag. */
export type FlagValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/**
 * Checks what the flags of the client say.
 *
 * @throws MockOptionsError that names the flag
 */
export function checkClientFlags(values: FlagValues, profile: Profile): void {
  for (const { name, rule } of clientFlags) {
    for (const value of [values[name] ?? []].flat()) {
      const expectation = rule(profile)(String(value));
      if (expectation !== undefined) {
        throw new MockOptionsError(`--${name} ${expectation}, not "${String(value)}".`);
      }
    }
  }
}

/** The options of the client that the flags say. */
export function readClientFlags(values: FlagValues): SingleClientOptions {
  return Object.fromEntries(clientFlags.map(({ option, name }) => [option, values[name]]));
}
