import { randomToken } from "../random.js";
import type { ClientScope } from "../sealing/scopes.js";
import type { SharedStore } from "../store/shared-store.js";

/** Whose sessions end: a person's, or those of one session of the provider. */
export type Owner =
  { readonly sub: string; readonly sid?: never } | { readonly sid: string; readonly sub?: string };

type Subject = readonly string[];

/**
 * How all sessions of a person end at once, without a list of them: the store holds one entry, an epoch, that changes
 * when they end. A session knows the epochs that stood at its login and is over when it finds another one. So nothing
 * grows with the number of logins, and a login, a renewal and an end of the same instant cannot miss each other. An
 * epoch is of no use once every session of before has reached its absolute end, and expires then.
 */
export class Epochs {
  readonly #shared: SharedStore;
  readonly #client: ClientScope;
  readonly #seconds: number;

  /** @param absolute - seconds that a session lives at most */
  constructor(shared: SharedStore, client: ClientScope, absolute: number) {
    this.#shared = shared;
    this.#client = client;
    this.#seconds = absolute + 60;
  }

  /** The epochs that stand now for a session: to be read before anything of its login takes time. */
  async of(sub: string, sid: string | undefined): Promise<string[]> {
    const subjects = [ofPerson(sub), sid === undefined ? withoutSid(sub) : ofProviderSession(sid)];
    const found = await Promise.all(subjects.map((subject) => this.#read(subject)));
    return found.flat();
  }

  /** Ends all sessions of an owner that began before. */
  async end({ sub, sid }: Owner): Promise<void> {
    const subjects: Subject[] = [];
    // A session of the provider that is named ends alone (Back-Channel Logout 1.0 section 2.7); which of ours belong to it
    // cannot be told where the ID token named none, so that those end too.
    if (sid !== undefined)
      subjects.push(ofProviderSession(sid), ...(sub === undefined ? [] : [withoutSid(sub)]));
    else subjects.push(ofPerson(sub));
    const epoch = { epoch: randomToken() };
    await Promise.all(
      subjects.map((subject) =>
        this.#shared.writeAll("epoch", [...this.#client, ...subject], epoch, this.#seconds),
      ),
    );
  }

  async #read(subject: Subject): Promise<string[]> {
    const entries = await this.#shared.readAll("epoch", [...this.#client, ...subject]);
    return entries.map(({ content }) => (content as { epoch: string }).epoch);
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
