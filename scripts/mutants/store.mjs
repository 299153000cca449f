export const folder = "packages/server/src";
export const tests = [
  "time-and-two/only-with-a-store.test.ts",
  "time-and-two/store-fails.test.ts",
  "time-and-two/end-everywhere.test.ts",
  "time-and-two/strangers.test.ts",
];

const reservations = "store/reservations.ts";
const shared = "store/shared-store.ts";
const sharedTests = ["store/shared-store.test.ts"];
const jwe = "sealing/compact-jwe.ts";
const ring = "sealing/key-ring.ts";
const sealingTests = [
  "sealing/sealing.test.ts",
  "time-and-two/strangers.test.ts",
  "time-and-two/working-day.test.ts",
];
const scopes = "sealing/scopes.ts";
const sealing = "sealing/sealing.ts";
const map = "memory/bounded-map.ts";
const mapTests = [
  "memory/bounded-map.test.ts",
  "session/opened-cookies.test.ts",
  "memory/remembered.test.ts",
];
const remembered = "memory/remembered.ts";
const memory = "memory/process-memory.ts";
const rememberedTests = ["memory/remembered.test.ts"];

export const breaks = [
  {
    file: reservations,
    find: `earlier !== undefined && (await this.#renew`,
    put: `(await this.#renew`,
    why: "a claim that another one made counts",
    equivalent: "a mark that was drawn just now stands nowhere yet: the store is only asked once more",
  },
  {
    file: reservations,
    find: `return isMine ? mark : undefined;`,
    put: `return mark;`,
    why: "everybody's claim counts",
  },
  {
    file: reservations,
    find: `      this.#unsure.set(name, mark);
      throw error;
    }
  }

  /** Renews a res`,
    put: `      throw error;
    }
  }

  /** Renews a res`,
    why: "a claim whose answer got lost cannot be made again",
  },
  {
    file: reservations,
    find: `(content as Reservation).mark !== mark`,
    put: `false`,
    why: "the claim of another person is taken over",
  },
  {
    file: reservations,
    find: `return !renewed.includes(undefined);`,
    put: `return true;`,
    why: "a claim that was lost meanwhile counts",
    equivalent:
      "only an entry of this very mark is replaced: what stands there instead can only be the same claim, or none",
  },
  {
    file: reservations,
    find: `      await this.#store.remove(kind, subject);`,
    put: `      void subject;`,
    why: "a turn is never given back",
    tests: ["time-and-two/refresh-loses-nothing.test.ts", "refresh/refresh.test.ts"],
  },
  {
    file: reservations,
    find: `this.#unsure.set(nameOf(kind, subject), mark);`,
    put: ``,
    why: "a turn that could not be given back blocks its own instance",
    tests: ["time-and-two/refresh-loses-nothing.test.ts", "time-and-two/store-fails.test.ts"],
  },
  {
    file: reservations,
    find: `JSON.stringify([kind, ...subject])`,
    put: `[kind, ...subject].join("")`,
    why: "two claims read the same",
    equivalent: "the parts of a claim are an application's own settings and one random text at the end",
  },

  {
    file: shared,
    find: `if (newest) await this.#write(newest, content, seconds);`,
    put: `if (newest) void this.#write(newest, content, seconds);`,
    why: "a missing await: a session that was not written counts",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `.toReversed()`,
    put: ``,
    why: "during a rotation of the secret two instances claim the same",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `if (!(await this.#add(name, content, seconds))) return false;`,
    put: `await this.#add(name, content, seconds);`,
    why: "everybody's claim counts",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `return isReplaced ? {`,
    put: `return true ? {`,
    why: "a change that lost the race counts as made",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `store.replace(key, sealed, next, whole(seconds))`,
    put: `store.write(key, next, whole(seconds)).then(() => true)`,
    why: "a store writes over what is gone: a logout is undone",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `await Promise.all(this.#names(kind, subject).map(({ key }) => this.#call((store) => store.remove(key))));`,
    put: `const [name] = this.#names(kind, subject); if (name) await this.#call((store) => store.remove(name.key));`,
    why: "what was claimed under the older secret is not given back",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `await Promise.all(this.#names(kind, subject).map((name) => this.#write(name, content, seconds)));`,
    put: `await this.write(kind, subject, content, seconds);`,
    why: "instances with another secret end nothing",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `this.#sealing(key).seal("value", content, header)`,
    put: `this.#sealing(key).seal("value", content)`,
    why: "an instance that does not know the newest secret cannot open what it finds",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `["store", key]`,
    put: `["store"]`,
    why: "who writes to the store puts one entry in the place of another",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `throw new AuthError("store_unavailable", { hint: \`the session store: \${String(cause)}\`, cause });`,
    put: `throw cause;`,
    why: "a store that is away makes a fault of ours",
    tests: sharedTests,
  },
  {
    file: shared,
    find: `return Math.max(1, Math.ceil(seconds));`,
    put: `return Math.ceil(seconds);`,
    why: "a life of 0 seconds is a fault of the store",
    tests: ["time-and-two/store-fails.test.ts"],
  },
  {
    file: shared,
    find: `key: \`\${kind}:\${hash}\``,
    put: `key: \`\${kind}:\${subject.join(":")}\``,
    why: "a dump of the store shows identifiers of sessions",
    tests: sharedTests,
  },

  {
    file: "store/try-again.ts",
    find: `await operation();
      return true;`,
    put: `void operation().catch(() => undefined);
      return true;`,
    why: "a missing await: what failed is not tried again",
    tests: [...tests, "time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: "pause.ts",
    find: `setTimeout(resolve, milliseconds).unref();`,
    put: `setTimeout(resolve, milliseconds);`,
    why: "a process that is to stop waits for an hour",
    tests: ["store/try-again.test.ts"],
  },

  {
    file: jwe,
    find: `randomBytes(VECTOR_BYTES)`,
    put: `Buffer.alloc(VECTOR_BYTES)`,
    why: "one vector for all texts gives the key away",
    tests: sealingTests,
  },
  {
    file: jwe,
    find: `  cipher.setAAD(Buffer.from(header, "ascii"));`,
    put: ``,
    why: "what is sealed is no JWE",
    tests: sealingTests,
  },
  {
    file: jwe,
    find: `  decipher.setAuthTag(Buffer.from(tag, "base64url"));`,
    put: ``,
    why: "nothing opens",
    tests: sealingTests,
  },
  {
    file: jwe,
    find: `([\\w-]{22})$/`,
    put: `([\\w-]+)$/`,
    why: "a tag that is too short makes a fault of ours",
    tests: [...sealingTests, "handler.fuzz.test.ts"],
  },
  {
    file: jwe,
    find: `  if (!key) return undefined;`,
    put: ``,
    why: "a cookie of another application makes a fault of ours",
    tests: sealingTests,
  },
  {
    file: jwe,
    find: `    return undefined;
  }
}`,
    put: `    return "{}";
  }
}`,
    why: "a forged cookie opens",
    tests: [...sealingTests, "handler.fuzz.test.ts"],
  },

  {
    file: ring,
    find: `const [header = ""] = this.#keys().keys();`,
    put: `const header = [...this.#keys().keys()].at(-1) ?? "";`,
    why: "the oldest secret seals: it can never be taken out",
    tests: sealingTests,
  },
  {
    file: ring,
    find: `return key && expand(key, purpose);`,
    put: `return key && expand(key, "");`,
    why: "one key for all purposes",
    tests: sealingTests,
  },
  {
    file: ring,
    find: `this.#secrets.map((secret) =>`,
    put: `this.#secrets.slice(0, 1).map((secret) =>`,
    why: "a rotation of the secret logs everybody out",
    tests: sealingTests,
  },
  {
    file: ring,
    find: `hash: expand(key, \`name \${text}\`)`,
    put: `hash: expand(key, \`name \${text.slice(0, 12)}\`)`,
    why: "entries of the store meet under one name",
  },

  {
    file: scopes,
    find: `["application", basePath]`,
    put: `["application"]`,
    why: "two applications on one host open each other's sessions",
    equivalent: "a session belongs to its client, of which the base path is a part",
  },
  {
    file: scopes,
    find: `"client", basePath, `,
    put: `"client", `,
    why: "two applications on one host open each other's transactions",
    tests: sealingTests,
  },
  {
    file: scopes,
    find: `withoutSlash(issuer), clientId`,
    put: `clientId`,
    why: "integration and production open each other's sessions",
    tests: sealingTests,
  },
  {
    file: scopes,
    find: `clientId, profile.id]`,
    put: `profile.id]`,
    why: "two clients open each other's sessions",
    tests: sealingTests,
  },
  {
    file: scopes,
    find: `clientId, profile.id]`,
    put: `clientId]`,
    why: "two profiles open each other's sessions",
    tests: sealingTests,
  },
  {
    file: sealing,
    find: `sealed.length > room ? deflated(content) : undefined`,
    put: `undefined`,
    why: "a person with many places of practice cannot log in without a store",
    tests: ["sealing/sealing.test.ts", "session/many-places.test.ts"],
  },
  {
    file: sealing,
    find: `sealed.length > room ? deflated(content) : undefined`,
    put: `deflated(content)`,
    why: "each session is compressed before it is encrypted",
    tests: ["sealing/sealing.test.ts"],
  },
  {
    file: sealing,
    find: `inflated(JSON.parse(text))`,
    put: `JSON.parse(text)`,
    why: "a session that was deflated does not open",
    tests: ["sealing/sealing.test.ts", "session/many-places.test.ts"],
  },
  {
    file: "sealing/deflate.ts",
    find: `if (text.length > MAXIMUM_BYTES) return undefined;`,
    put: ``,
    why: "a cookie swells to any size when it is opened",
    tests: ["sealing/sealing.test.ts"],
  },
  {
    file: sealing,
    find: `JSON.stringify([...this.#scope, purpose])`,
    put: `[...this.#scope, purpose].join("")`,
    why: "two lists of texts read the same",
    tests: sealingTests,
  },
  {
    file: sealing,
    find: `JSON.stringify([...this.#scope, purpose])`,
    put: `JSON.stringify([purpose])`,
    why: "what is sealed has no owner",
    tests: sealingTests,
  },
  {
    file: sealing,
    find: `JSON.stringify([...this.#scope, purpose])`,
    put: `JSON.stringify(this.#scope)`,
    why: "a transaction opens as a session",
    tests: [...sealingTests, "handler.fuzz.test.ts"],
  },

  {
    file: map,
    find: `if (kept && kept !== this.#newest) {`,
    put: `if (!kept) {`,
    why: "what is used most is forgotten first",
    tests: mapTests,
  },
  {
    file: map,
    find: `this.#add(kept);`,
    put: `this.#add({ ...kept, key });`,
    why: "each session that is asked for keeps its whole request in memory",
    tests: mapTests,
  },
  {
    file: map,
    find: `this.#kept.size <= entries && this.#bytes <= bytes`,
    put: `this.#bytes <= bytes`,
    why: "a map has no bound",
    tests: mapTests,
  },
  {
    file: map,
    find: `this.#kept.size <= entries && this.#bytes <= bytes`,
    put: `this.#kept.size <= entries`,
    why: "a map has no bound of bytes",
    tests: mapTests,
  },
  {
    file: map,
    find: `this.#bytes -= this.#sizeOf(kept.value);`,
    put: ``,
    why: "after a while a map keeps nothing",
    tests: mapTests,
  },
  {
    file: map,
    find: `if (!over) isWhole = false;`,
    put: ``,
    why: "sessions that ended are forgotten in silence",
    tests: mapTests,
  },
  {
    file: map,
    find: `Buffer.from(text, "latin1").toString("latin1")`,
    put: `text`,
    why: "each small text keeps its whole request in memory",
    tests: mapTests,
    equivalent: "nothing is seen but the memory that it takes: bench/ measures that",
  },

  {
    file: remembered,
    find: `this.#spans.get(identifier)?.from ?? from`,
    put: `from`,
    why: "a second end puts the first one off",
    tests: rememberedTests,
  },
  {
    file: remembered,
    find: `Math.min(from, earlier)`,
    put: `Math.max(from, earlier)`,
    why: "a logout ends a session at its grace only",
    tests: rememberedTests,
  },
  {
    file: remembered,
    find: `start !== undefined && start <= now()`,
    put: `start !== undefined`,
    why: "the grace of a session is none",
    tests: rememberedTests,
  },
  {
    file: remembered,
    find: `now() <= span.until`,
    put: `now() <= span.until - 60`,
    why: "an ended session is forgotten a minute early",
    tests: rememberedTests,
  },
  {
    file: remembered,
    find: `isOver: ({ until }) => until < now()`,
    put: `isOver: () => true`,
    why: "an ended session is forgotten with the next one",
    tests: rememberedTests,
  },
  {
    file: memory,
    find: `return (place[PLACE] ??= {`,
    put: `return ({`,
    why: "the application's second createAuth() knows of no logout",
    tests: ["handler.test.ts"],
  },
];
