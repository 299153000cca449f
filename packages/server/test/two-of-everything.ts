import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import { createAuth, type Auth, type AuthOptions, type SessionOptions } from "../src/index.js";
import { redisStore } from "../src/stores/redis.js";
import { startClock, stopClock } from "./clock.js";
import { clockedStore } from "./clocked-store.js";
import { failingStore, type FailingStore } from "./failing-store.js";
import { inOwnProcess } from "./own-process.js";
import { startPeopleProvider, type PeopleProvider } from "./people-provider.js";

/** Where sessions are. */
export type Where = "in cookies" | "in Redis";
export const EVERYWHERE: readonly Where[] = ["in cookies", "in Redis"];

/** Options that fit any provider. */
export type Options = AuthOptions<"proconnect"> | AuthOptions<"moncomptepro">;

/** A second secret, for their rotation. */
export const NEXT_SECRET = "k4sW8zQ1pYb7NdR2tVx5JmC9hLf3GuE6";

/**
 * Two providers, a real Redis, and as many applications and instances as a test wants, each as in a process of its own.
 * The clock stands still during each test, and the store goes by that clock.
 */
export class TwoOfEverything {
  /** Of the test that runs. */
  store!: FailingStore;
  readonly #where: Where;
  #providers: [PeopleProvider, PeopleProvider] | undefined;
  #redis: Redis | undefined;
  #client: ReturnType<typeof makeClient> | undefined;
  #tests = 0;

  constructor(where: Where) {
    this.#where = where;
    // A day has many requests, and the machine may be busy.
    vi.setConfig({ testTimeout: 120_000 });
    beforeAll(() => this.#start());
    afterAll(() => this.#stop());
    beforeEach(() => {
      this.renew();
      stopClock();
    });
    afterEach(startClock);
  }

  get provider(): PeopleProvider {
    if (!this.#providers) throw new Error("not started");
    return this.#providers[0];
  }

  get otherProvider(): PeopleProvider {
    if (!this.#providers) throw new Error("not started");
    return this.#providers[1];
  }

  get redis(): ReturnType<typeof makeClient> {
    if (!this.#client) throw new Error("not started");
    return this.#client;
  }

  /** Put before each key of the test that runs. */
  get prefix(): string {
    return `test-${this.#tests}:`;
  }

  /** A store that is empty. */
  renew(): void {
    this.#tests += 1;
    if (this.#client)
      this.store = failingStore(clockedStore(redisStore(this.#client, { prefix: this.prefix })));
  }

  /** An instance of the application: at the first provider as ProConnect, with refresh tokens, unless told otherwise. */
  instance(options: Options = {}): Auth {
    return inOwnProcess(() => this.instanceHere(options));
  }

  /** An instance that shares the memory of this process. */
  instanceHere({ session, ...options }: Options = {}): Auth {
    const where: SessionOptions = this.#where === "in Redis" ? { store: this.store } : {};
    return createAuth({
      provider: "proconnect",
      keepRefreshToken: true,
      clientId: "application",
      clientSecret: this.provider.clientSecret,
      issuer: this.provider.issuer,
      baseUrl: APPLICATION,
      sessionSecret: SECRET,
      logger: quiet,
      session: { ...where, ...session },
      ...options,
    } as AuthOptions<"proconnect">) as Auth;
  }

  async #start(): Promise<void> {
    this.#providers = await Promise.all([startPeopleProvider(), startPeopleProvider()]);
    if (this.#where === "in cookies") return;
    this.#redis = await startRedis();
    this.#client = makeClient(this.#redis.url);
    await this.#client.connect();
  }

  async #stop(): Promise<void> {
    this.#client?.destroy();
    const started = [...(this.#providers ?? []), ...(this.#redis ? [this.#redis] : [])];
    await Promise.all(started.map((each) => each.stop()));
  }
}

function makeClient(url: string) {
  return createClient({ url });
}
