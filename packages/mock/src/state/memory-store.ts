import type { Adapter, AdapterPayload } from "oidc-provider";
import { BoundedMap } from "../bounded-map.js";

/** The models that go with their grant. An interaction names one too, but must outlive a change of person. */
const REVOCABLE = new Set(["AccessToken", "AuthorizationCode", "RefreshToken"]);

const KEYS_PER_GRANT = 1_000;

/** Where oidc-provider keeps its sessions, codes and tokens: in memory, bounded, one store per provider. */
export class MemoryStore {
  readonly #records = new BoundedMap<AdapterPayload>({ size: 50_000 });
  /** Keys of records by grant, so that a replayed code or a logout takes all that came from it. */
  readonly #keysByGrant = new BoundedMap<BoundedMap<true>>({ size: 10_000 });
  readonly #sessionIdsByUid = new BoundedMap<string>({ size: 10_000 });

  /** The adapter of one of the library's models (`Session`, `AccessToken`…). */
  adapter(model: string): Adapter {
    const keyOf = (id: string): string => `${model}:${id}`;
    const find = async (id: string): Promise<AdapterPayload | undefined> =>
      // A copy: the library changes what it is given before it decides to save it.
      structuredClone(this.#records.get(keyOf(id)));

    return {
      find,
      findByUid: async (uid) => {
        const id = this.#sessionIdsByUid.get(uid);
        return id === undefined ? undefined : find(id);
      },
      // Of the device flow, which is off.
      findByUserCode: async () => undefined,
      upsert: async (id, payload, lifetime) => {
        this.#records.set(keyOf(id), structuredClone(payload), lifetime);
        if (payload.grantId !== undefined && REVOCABLE.has(model)) {
          this.#index(payload.grantId, keyOf(id));
        }
        if (model === "Session" && payload.uid !== undefined) {
          this.#sessionIdsByUid.set(payload.uid, id, lifetime);
        }
      },
      consume: async (id) => {
        const record = this.#records.get(keyOf(id));
        if (record !== undefined) record.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => this.#records.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const key of this.#keysByGrant.get(grantId)?.keys() ?? []) this.#records.delete(key);
        this.#keysByGrant.delete(grantId);
      },
    };
  }

  clear(): void {
    this.#records.clear();
    this.#keysByGrant.clear();
    this.#sessionIdsByUid.clear();
  }

  #index(grantId: string, key: string): void {
    const keys = this.#keysByGrant.get(grantId) ?? new BoundedMap<true>({ size: KEYS_PER_GRANT });
    keys.set(key, true);
    this.#keysByGrant.set(grantId, keys);
  }
}
