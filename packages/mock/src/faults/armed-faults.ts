import { setMaxListeners } from "node:events";
import type { ArmedFault, Fault, FaultEndpoint, FaultName } from "./fault.js";

/** The answer that is about to be given. */
export interface Occasion {
  readonly endpoint: FaultEndpoint;
  /** Id of the client that asked, where it is known. */
  readonly client?: string | undefined;
  /** Whom the answer is about, where it is known. */
  readonly sub?: string | undefined;
}

interface Entry extends Fault {
  applied: number;
}

/** The faults of one provider that have yet to happen. */
export class ArmedFaults {
  readonly #subOf: (person: string) => string | undefined;
  readonly #entries = new Set<Entry>();
  #down: { readonly entry: Entry; readonly until: number } | undefined;
  #waiting = abortController();

  /** @param subOf the `sub` of a persona, by id or e-mail */
  constructor(subOf: (person: string) => string | undefined) {
    this.#subOf = subOf;
  }

  get all(): readonly ArmedFault[] {
    const down = this.#downNow;
    return down ? [...this.#entries, down] : [...this.#entries];
  }

  /** Whether a connection that comes now is to be cut. */
  cutsConnection(): boolean {
    const down = this.#downNow;
    if (down) down.applied += 1;
    return down !== undefined;
  }

  /** Aborted by a reset: an answer held back must not outlive it. */
  get waiting(): AbortSignal {
    return this.#waiting.signal;
  }

  add(fault: Fault): ArmedFault {
    const entry: Entry = { ...fault, applied: 0 };
    if (fault.name === "down") this.#down = { entry, until: Date.now() + (fault.seconds ?? 0) * 1000 };
    else this.#entries.add(entry);
    return entry;
  }

  /**
   * Those of the names that happen on this occasion, each name once. They count as having happened.
   *
   * @param applies - whether there is anything to falsify: a fault without effect waits for its time
   */
  take(
    names: readonly FaultName[],
    occasion: Occasion,
    applies: (fault: Fault) => boolean = () => true,
  ): ArmedFault[] {
    const taken: Entry[] = [];
    for (const entry of this.#entries) {
      const isOther = taken.every(({ name }) => name !== entry.name);
      if (isOther && names.includes(entry.name) && this.#matches(entry, occasion) && applies(entry))
        taken.push(entry);
    }
    for (const entry of taken) {
      entry.applied += 1;
      if (entry.applied === entry.times) this.#entries.delete(entry);
    }
    return taken;
  }

  /** Forgets all faults, and ends what they hold back. */
  reset(): void {
    this.#entries.clear();
    this.#down = undefined;
    this.#waiting.abort();
    this.#waiting = abortController();
  }

  get #downNow(): Entry | undefined {
    return this.#down && this.#down.until > Date.now() ? this.#down.entry : undefined;
  }

  #matches({ endpoint, client, person }: Fault, occasion: Occasion): boolean {
    if (endpoint !== occasion.endpoint) return false;
    if (client !== undefined && client !== occasion.client) return false;
    return person === undefined || (occasion.sub !== undefined && this.#subOf(person) === occasion.sub);
  }
}

/** One that any number of answers may wait for. */
function abortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
