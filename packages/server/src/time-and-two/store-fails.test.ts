import { beforeEach, describe, expect, test, vi } from "vitest";
import { errorCode, quiet } from "@moncomptepro/test-kit/browser";
import { later, MINUTE } from "../../test/clock.js";
import { holdCall, type Failure } from "../../test/failing-store.js";
import { TwoOfEverything } from "../../test/two-of-everything.js";
import { sendLogoutToken, Visitor } from "../../test/visitor.js";
import { AuthError, type Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

const two = new TwoOfEverything("in Redis");
let one: Auth;
let other: Auth;
let jean: Visitor;
let marie: Visitor;

/** Jean and Marie work since a while, so that their sessions are due to be renewed. */
async function begin(): Promise<void> {
  two.renew();
  [one, other] = [two.instance(), two.instance()];
  [jean, marie] = [new Visitor(), new Visitor()];
  await jean.logIn(one, two.provider, JEAN);
  await marie.logIn(other, two.provider, MARIE);
  later(20 * MINUTE);
}
beforeEach(begin);

/** What came of an operation: what a person gets, or the code that the application gets. */
type Outcome = "done" | "store_unavailable" | `unexpected: ${string}`;

interface Operation {
  /** Gives what there must be before. */
  readonly prepare?: () => Promise<unknown>;
  readonly run: () => Promise<Outcome>;
  /** Whether it has done its work, asked when the store is back. */
  readonly isDone: () => Promise<boolean>;
}

async function ofAnswer(answer: Promise<Response>, done: number): Promise<Outcome> {
  const { status, headers } = await answer;
  if (status === done) return "done";
  // An incomplete logout is made good by us: there is nothing to come back for.
  const isTold = headers.has("retry-after") || headers.has("set-cookie");
  return status === 503 && isTold ? "store_unavailable" : `unexpected: ${status}`;
}

async function ofCall(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return "done";
  } catch (error) {
    const code = error instanceof AuthError ? error.code : String(error);
    return code === "store_unavailable" ? code : `unexpected: ${code}`;
  }
}

let answer: Record<string, string> = {};
let token = "";
const endsOf = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.copy().who(one)) === undefined && (await visitor.copy().who(other)) === undefined;

const OPERATIONS: Record<string, Operation> = {
  "a login": {
    prepare: async () => {
      jean = new Visitor();
      answer = two.provider.answer(await jean.begin(one), JEAN);
    },
    run: () => ofAnswer(jean.return(one, answer), 303),
    isDone: async () => (await jean.who(other)) === "jean",
  },
  "a login in the place of another person": {
    prepare: async () => {
      answer = two.provider.answer(await jean.begin(one), JEAN);
    },
    run: () => ofAnswer(jean.return(one, answer), 303),
    isDone: async () => (await jean.who(other)) === "jean",
  },
  "a guard": {
    run: async () => {
      const guarded = await one.requireUser(jean.request("/dossiers"));
      if (!guarded.response) return guarded.user.sub === "jean" ? "done" : "unexpected: crossed";
      return ofAnswer(Promise.resolve(guarded.response), 200);
    },
    isDone: async () => (await jean.who(other)) === "jean",
  },
  "who is logged in": {
    run: () => ofAnswer(jean.me(one), 200),
    isDone: async () => (await jean.who(other)) === "jean",
  },
  authenticate: {
    run: () => ofCall(jean.who(one)),
    isDone: async () => (await jean.who(other)) === "jean",
  },
  "a refresh": {
    run: () => ofCall(one.refresh(jean.request())),
    isDone: async () => (await jean.who(other)) === "jean",
  },
  "a logout": {
    prepare: async () => {
      marie = jean.copy();
    },
    run: () => ofAnswer(jean.at(one).open("/auth/logout", { method: "POST", headers: {} }), 200),
    isDone: () => endsOf(marie),
  },
  logoutEverywhere: {
    run: () => ofCall(one.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" })),
    isDone: () => endsOf(jean),
  },
  "back-channel logout": {
    prepare: async () => {
      token = await two.provider.logoutToken({ sub: "jean", sid: "session-of-the-provider" });
    },
    run: async () => {
      const status = await sendLogoutToken(one, token);
      return status === 200 ? "done" : status === 503 ? "store_unavailable" : `unexpected: ${status}`;
    },
    isDone: () => endsOf(jean),
  },
};

/** Lets the n-th call of an operation fail, and those after it too where the store stays away. */
async function failing(
  { prepare, run }: Operation,
  n: number,
  how: Failure,
  staysAway: boolean,
): Promise<Outcome> {
  await begin();
  await prepare?.();
  let calls = 0;
  two.store.fails = () => {
    calls += 1;
    return calls === n || (staysAway && calls > n) ? how : undefined;
  };
  try {
    return await run();
  } finally {
    two.store.fails = () => undefined;
  }
}

async function countCalls({ prepare, run }: Operation): Promise<number> {
  await prepare?.();
  const before = two.store.calls.length;
  expect(await run()).toBe("done");
  return two.store.calls.length - before;
}

describe.each(Object.entries(OPERATIONS))(
  "%s, when the store fails at one of its calls",
  (name, operation) => {
    test.each<[string, Failure, boolean]>([
      ["before it is done", "before", false],
      ["after it was done", "after", false],
      ["and at all after it", "before", true],
    ])("%s", async (_when, how, staysAway) => {
      const count = await countCalls(operation);
      expect(count).toBeGreaterThan(0);
      for (let n = 1; n <= count; n += 1) {
        const outcome = await failing(operation, n, how, staysAway);
        expect(["done", "store_unavailable"], `call ${n} of ${count}`).toContain(outcome);
        // No person is another one.
        if (name !== "a logout") expect(await marie.who(one)).toBe("marie");
        expect(["jean", undefined]).toContain(await jean.copy().who(other));
        // What said that it is done is done; what did not is done at the second try.
        if (outcome === "store_unavailable") await secondTry(name, operation, n);
        // A logout that the store did not take is done by itself when the store is back.
        await vi.waitFor(async () => expect(await operation.isDone(), `call ${n} of ${count}`).toBe(true));
      }
    });
  },
);

async function secondTry(name: string, { run }: Operation, n: number): Promise<void> {
  if (!name.startsWith("a login")) {
    expect(await run(), `the second try after call ${n}`).toBe("done");
    return;
  }
  // The page that says it offers to log in anew; a reload of it may do too.
  if ((await run()) !== "done") await jean.logIn(other, two.provider, JEAN);
}

test("a logout that the store does not take counts at once where it was made", async () => {
  const copy = jean.copy();
  two.store.fails = ({ command }) => (command === "remove" ? "before" : undefined);
  expect(await jean.logOut(one)).toBe(503);
  expect(await copy.who(one)).toBeUndefined();
});

test("a logout that the store does not take is tried again until it does", async () => {
  const copy = jean.copy();
  let failures = 0;
  two.store.fails = ({ command, key }) => {
    if (command !== "remove" || !key.startsWith("session:") || failures === 2) return undefined;
    failures += 1;
    return "before";
  };
  expect(await jean.logOut(one)).toBe(503);
  await vi.waitFor(async () => expect(await copy.who(other)).toBeUndefined(), { timeout: 10_000 });
  expect(failures).toBe(2);
});

test("a renewal that the store does not take turns no person away", async () => {
  let renewals = 0;
  two.store.fails = ({ command }) => {
    if (command !== "replace") return undefined;
    renewals += 1;
    return "before";
  };
  expect([await jean.who(one), renewals]).toEqual(["jean", 1]);
});

test("a session that ends while it is renewed is no failure of the store", async () => {
  const warnings: string[] = [];
  const logger = { ...quiet, warn: (message: string) => void warnings.push(message) };
  const short = two.instance({ logger, session: { idle: 60, absolute: 60 } });
  await jean.logIn(short, two.provider, JEAN);
  later(59);
  const reading = holdCall(two.store, "read", "epoch");
  const asking = jean.who(short);
  await reading.arrived;
  const renewing = holdCall(two.store, "read", "epoch");
  reading.open();
  await renewing.arrived;
  later(1);
  renewing.open();
  expect([await asking, warnings]).toEqual(["jean", []]);
});

test("a transaction is not spent by a store that could not take it: the same answer logs in", async () => {
  for (const how of ["before", "after"] as const) {
    const visitor = new Visitor();
    const back = two.provider.answer(await visitor.begin(one), JEAN);
    const earlier = visitor.copy();
    two.store.fails = ({ key }) => (key.startsWith("transaction:") ? how : undefined);
    expect((await visitor.return(one, back)).status).toBe(503);
    two.store.fails = () => undefined;
    expect((await earlier.return(one, back)).headers.get("location")).toBe("/dossiers");
    expect(await earlier.who(other)).toBe("jean");
  }
});

test("a transaction that another instance took after the store failed is not taken at the second try", async () => {
  const visitor = new Visitor();
  const back = two.provider.answer(await visitor.begin(one), JEAN);
  const [atOther, again] = [visitor.copy(), visitor.copy()];
  two.store.fails = ({ key }) => (key.startsWith("transaction:") ? "before" : undefined);
  expect((await visitor.return(one, back)).status).toBe(503);
  two.store.fails = () => undefined;
  expect((await atOther.return(other, back)).headers.get("location")).toBe("/dossiers");
  expect(await errorCode(await again.return(one, back))).toBe("login_expired");
});
