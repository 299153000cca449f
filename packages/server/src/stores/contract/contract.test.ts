import { describe, expect, test } from "vitest";
import { sessionStoreContract, type SessionStore } from "../../testing.js";

interface StoredValue {
  readonly value: string;
  readonly until: number;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A store in memory that keeps the contract, as long as nothing is broken in it. */
class Memory implements SessionStore {
  protected readonly content: Map<string, StoredValue>;

  constructor(content: Map<string, StoredValue>) {
    this.content = content;
  }

  protected current(key: string): string | undefined {
    const stored = this.content.get(key);
    return stored && stored.until > Date.now() ? stored.value : undefined;
  }

  protected put(key: string, value: string, seconds: number): void {
    this.content.set(key, { value, until: Date.now() + seconds * 1000 });
  }

  async read(key: string): Promise<string | undefined> {
    return this.current(key);
  }

  async write(key: string, value: string, seconds: number): Promise<void> {
    this.put(key, value, seconds);
  }

  async add(key: string, value: string, seconds: number): Promise<boolean> {
    if (this.current(key) !== undefined) return false;
    this.put(key, value, seconds);
    return true;
  }

  async replace(key: string, expected: string, value: string, seconds: number): Promise<boolean> {
    if (this.current(key) !== expected) return false;
    this.put(key, value, seconds);
    return true;
  }

  async remove(key: string): Promise<void> {
    this.content.delete(key);
  }
}

/** A maker of stores: each name has a content of its own, which its stores share. */
function maker(
  Store: new (content: Map<string, StoredValue>) => SessionStore,
): (name: string) => SessionStore {
  const contents = new Map<string, Map<string, StoredValue>>();
  return (name) => {
    const content = contents.get(name) ?? new Map<string, StoredValue>();
    contents.set(name, content);
    return new Store(content);
  };
}

const away = (): Promise<never> => Promise.reject(new Error("away"));
const unreachable = (): SessionStore => ({
  read: away,
  write: away,
  add: away,
  replace: away,
  remove: away,
});

describe("a store that does all of it passes", () => {
  for (const { name, run } of sessionStoreContract(maker(Memory), { unreachable }))
    test.concurrent(name, run);
});

/** Stores with one fault each, as they are written by mistake; and what the contract says of them. */
const broken: Record<string, [(name: string) => SessionStore, RegExp]> = {
  "ignores expiry": [
    maker(
      class extends Memory {
        protected override current(key: string): string | undefined {
          return this.content.get(key)?.value;
        }
      },
    ),
    /expire/,
  ],
  "forgets at once what lives long, as a timer does": [
    maker(
      class extends Memory {
        protected override put(key: string, value: string, seconds: number): void {
          super.put(key, value, seconds * 1000 > 2 ** 31 ? 0 : seconds);
        }
      },
    ),
    /a value expires, and another one does not/,
  ],
  "looks, then adds": [
    maker(
      class extends Memory {
        override async add(key: string, value: string, seconds: number): Promise<boolean> {
          if (this.current(key) !== undefined) return false;
          await turn();
          this.put(key, value, seconds);
          return true;
        }
      },
    ),
    /of 100 adds/,
  ],
  "adds over what is there": [
    maker(
      class extends Memory {
        override async add(key: string, value: string, seconds: number): Promise<boolean> {
          this.put(key, value, seconds);
          return true;
        }
      },
    ),
    /add leaves what is there/,
  ],
  "cannot add what has expired": [
    maker(
      class extends Memory {
        override async add(key: string, value: string, seconds: number): Promise<boolean> {
          return !this.content.has(key) && super.add(key, value, seconds);
        }
      },
    ),
    /can be added: by one of 100/,
  ],
  "prolongs by an add that came second": [
    maker(
      class extends Memory {
        override async add(key: string, value: string, seconds: number): Promise<boolean> {
          const there = this.current(key);
          this.put(key, there ?? value, seconds);
          return there === undefined;
        }
      },
    ),
    /does not prolong/,
  ],
  "replaces whatever is there": [
    maker(
      class extends Memory {
        override async replace(
          key: string,
          _expected: string,
          value: string,
          seconds: number,
        ): Promise<boolean> {
          const there = this.current(key);
          return there !== undefined && super.replace(key, there, value, seconds);
        }
      },
    ),
    /replace compares the value/,
  ],
  "compares without looking at case": [
    maker(
      class extends Memory {
        override async replace(
          key: string,
          expected: string,
          value: string,
          seconds: number,
        ): Promise<boolean> {
          const there = this.current(key);
          const isSame = there?.toLowerCase() === expected.toLowerCase();
          return isSame && super.replace(key, there ?? "", value, seconds);
        }
      },
    ),
    /replace compares the value/,
  ],
  "compares, then replaces": [
    maker(
      class extends Memory {
        override async replace(
          key: string,
          expected: string,
          value: string,
          seconds: number,
        ): Promise<boolean> {
          if (this.current(key) !== expected) return false;
          await turn();
          this.put(key, value, seconds);
          return true;
        }
      },
    ),
    /of 100 replacements/,
  ],
  "replaces what is gone": [
    maker(
      class extends Memory {
        override async replace(
          key: string,
          expected: string,
          value: string,
          seconds: number,
        ): Promise<boolean> {
          if ((this.current(key) ?? expected) !== expected) return false;
          this.put(key, value, seconds);
          return true;
        }
      },
    ),
    /never written|removed|expired/,
  ],
  "keeps the life of the value that was replaced": [
    maker(
      class extends Memory {
        override async replace(key: string, expected: string, value: string): Promise<boolean> {
          const stored = this.content.get(key);
          if (!stored || this.current(key) !== expected) return false;
          this.content.set(key, { ...stored, value });
          return true;
        }
      },
    ),
    /replaced lives as long/,
  ],
  "keeps the first life of a value written again": [
    maker(
      class extends Memory {
        override async write(key: string, value: string, seconds: number): Promise<void> {
          const stored = this.content.get(key);
          if (stored) this.content.set(key, { ...stored, value });
          else this.put(key, value, seconds);
        }
      },
    ),
    /written again/,
  ],
  "removes nothing": [
    maker(
      class extends Memory {
        override async remove(): Promise<void> {
          await turn();
        }
      },
    ),
    /removed/,
  ],
  "cuts long values": [
    maker(
      class extends Memory {
        protected override put(key: string, value: string, seconds: number): void {
          super.put(key, value.slice(0, 4096), seconds);
        }
      },
    ),
    /10 kB/,
  ],
  "keeps one byte of each character": [
    maker(
      class extends Memory {
        protected override put(key: string, value: string, seconds: number): void {
          super.put(key, Buffer.from(value, "latin1").toString("latin1"), seconds);
        }
      },
    ),
    /any characters/,
  ],
  "trims values": [
    maker(
      class extends Memory {
        protected override put(key: string, value: string, seconds: number): void {
          super.put(key, value.trim(), seconds);
        }
      },
    ),
    /spaces at both ends/,
  ],
  "takes keys for the same whatever their case": [
    maker(
      class extends Memory {
        protected override current(key: string): string | undefined {
          return super.current(key.toLowerCase());
        }

        protected override put(key: string, value: string, seconds: number): void {
          super.put(key.toLowerCase(), value, seconds);
        }
      },
    ),
    /keys that look alike/,
  ],
  "cuts keys": [
    maker(
      class extends Memory {
        protected override current(key: string): string | undefined {
          return super.current(key.slice(0, 64));
        }

        protected override put(key: string, value: string, seconds: number): void {
          super.put(key.slice(0, 64), value, seconds);
        }
      },
    ),
    /keys that look alike/,
  ],
  "has one content for everybody": [
    ((): ((name: string) => SessionStore) => {
      const content = new Map<string, StoredValue>();
      return () => new Memory(content);
    })(),
    /two names share nothing/,
  ],
  "has a content of its own in each instance": [() => new Memory(new Map()), /comes back as it was written/],
};

describe("a store that does not is told so", () => {
  for (const [fault, [make, complaint]] of Object.entries(broken))
    test.concurrent(`one that ${fault}`, async () => {
      const failures = await failuresOf(make);
      expect(failures.join("\n")).toMatch(complaint);
    });

  test("one that says “nothing there” while its server is away", async () => {
    const silent = (): SessionStore => ({ ...unreachable(), read: () => Promise.resolve(undefined) });
    const failures = await failuresOf(maker(Memory), silent);
    expect(failures.join("\n")).toContain("every call rejects");
  });
});

/** The names of the cases that fail. */
async function failuresOf(
  make: (name: string) => SessionStore,
  isAway: () => SessionStore = unreachable,
): Promise<string[]> {
  const cases = sessionStoreContract(make, { unreachable: isAway });
  const results = await Promise.allSettled(cases.map(({ run }) => run()));
  return cases.filter((_, index) => results[index]?.status === "rejected").map(({ name }) => name);
}
