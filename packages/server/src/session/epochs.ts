import { randomToken } from "../random.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { SharedStore } from "../store/shared-store.js";

/** Whose sessions end: a person's, or those of one session of the provider. */
export type Owner =
  { readonly sub: string; readonly sid?: never } | { readonly sid: string; readonly sub?: string };

type Subject = readonly string[];

/** What an entry holds. */
interface Epoch {
  readonly epoch: string;
  /** The secrets under whose names it was written, each by the header of its key. */
  readonly under: readonly string[];
}

/**
 * How all sessions of a person end together, without a list of them: the store holds one entry, an epoch, that changes
 * when they end. A session knows the epochs that stood at its login and is over when it finds another one. So nothing
 * grows with the number of logins, and a login, a renewal and an end of the same instant cannot miss each other. An
 * epoch is of no use once every earlier session has reached its absolute end, and expires then.
 */
export class Epochs {
  readonly #shared: SharedStore;
  readonly #seconds: number;

  /** @param absolute - seconds that a session lives at most */
  constructor(shared: SharedStore, absolute: number) {
    this.#shared = shared;
    this.#seconds = absolute + 60;
  }

  /** The epochs that stand now for a session: to be read before anything of its login takes time. */
  async of(client: ClientScope, sub: string, sid: string | undefined): Promise<string[]> {
    return (await this.#find(client, sub, sid)).map(({ epoch }) => epoch);
  }

  /**
   * The epochs that stand now and may end a session that one of the secrets seals. What stands under the name of that
   * secret counts. Another name counts only where the end was written by an instance that did not know the secret: else
   * it stands under the other name too, or a later one does, which the instance of the login may have known alone.
   *
   * @param header - of the key of the secret
   */
  async against(
    client: ClientScope,
    sub: string,
    sid: string | undefined,
    header: string,
  ): Promise<string[]> {
    const found = await this.#find(client, sub, sid);
    return found
      .filter(({ name, under }) => name === header || !under.includes(header))
      .map(({ epoch }) => epoch);
  }

  async #find(
    client: ClientScope,
    sub: string,
    sid: string | undefined,
  ): Promise<(Epoch & { readonly name: string })[]> {
    const subjects = [ofPerson(sub), sid === undefined ? withoutSid(sub) : ofProviderSession(sid)];
    const found = await Promise.all(
      subjects.map((subject) => this.#shared.readAll("epoch", [...client, ...subject])),
    );
    return found.flat().map(({ header, content }) => ({ ...(content as Epoch), name: header }));
  }

  /** Ends all sessions of an owner that began before. */
  async end(client: ClientScope, { sub, sid }: Owner): Promise<void> {
    const subjects: Subject[] = [];
    // A session of the provider that is named ends alone (Back-Channel Logout 1.0 section 2.7); which of ours belong
    // to it is unknown where the ID token named none, so that those end too.
    if (sid !== undefined)
      subjects.push(ofProviderSession(sid), ...(sub === undefined ? [] : [withoutSid(sub)]));
    else subjects.push(ofPerson(sub));
    const epoch: Epoch = { epoch: randomToken(), under: this.#shared.headers };
    await Promise.all(
      subjects.map((subject) =>
        this.#shared.writeAll("epoch", [...client, ...subject], epoch, this.#seconds),
      ),
    );
  }
}

function ofPerson(sub: string): Subject {
  return ["sub", sub];
}

function ofProviderSession(sid: string): Subject {
  return ["sid", sid];
}

function withoutSid(sub: string): Subject {
  return ["sub without sid", sub];
}
