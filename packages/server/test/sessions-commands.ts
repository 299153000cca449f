import fc, { type Arbitrary, type AsyncCommand } from "fast-check";
import { expect } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { AuthError, type Auth } from "../src/index.js";
import { HOUR, later, MINUTE } from "./clock.js";
import {
  ABSOLUTE,
  INDICES,
  SECRETS,
  type Holder,
  type Index,
  type Model,
  type Stage,
  type Sub,
} from "./sessions-model.js";
import { NEXT_SECRET, type TwoOfEverything } from "./two-of-everything.js";
import { sendLogoutToken, Visitor } from "./visitor.js";

const TEXTS = { first: SECRET, second: NEXT_SECRET };

/** Two real instances, the browsers of two people, and a thief of each. */
export class Kit {
  readonly two: TwoOfEverything;
  readonly instances: [Auth, Auth];
  readonly browsers: [Visitor, Visitor] = [new Visitor(), new Visitor()];
  readonly thieves: [Visitor, Visitor] = [new Visitor(), new Visitor()];

  constructor(two: TwoOfEverything) {
    this.two = two;
    this.instances = [this.#make(0), this.#make(0)];
  }

  #make(stage: Stage): Auth {
    return this.two.instance({ sessionSecret: (SECRETS[stage] ?? []).map((secret) => TEXTS[secret]) });
  }

  restart(at: Index, stage: Stage): void {
    this.instances[at] = this.#make(stage);
  }
}

type Command = AsyncCommand<Model, Kit>;

/** Makes a command that prints what it is. */
function command(
  name: string,
  run: (model: Model, kit: Kit) => void | Promise<void>,
  check: (model: Model) => boolean = () => true,
): Command {
  return { check, run: async (model, kit) => run(model, kit), toString: () => name };
}

const index = fc.constantFrom(...INDICES);
const sub = fc.constantFrom<Sub>("jean", "marie");
const session = fc.constantFrom(undefined, "one", "two");
const holder: Arbitrary<Holder> = fc.record({
  kind: fc.constantFrom("browsers" as const, "thieves" as const),
  index,
});
const shown = ({ kind, index: which }: Holder): string => `${kind}[${which}]`;

/** Asks one instance who is logged in, and compares. */
export async function compare(model: Model, kit: Kit, who: Holder, at: Index): Promise<void> {
  const asked = kit[who.kind][who.index].who(kit.instances[at]);
  if (model.heldBy(who)?.session.isEnding) {
    const person = model.heldBy(who)?.session.login.sub;
    expect([person, undefined, "store_unavailable"]).toContain(await asked.catch(codeOf));
    return;
  }
  if (model.isStuck(who)) {
    await expect(asked).rejects.toMatchObject({ code: "store_unavailable" });
    return;
  }
  const expected = model.current(who, at)?.login.sub;
  expect(await asked, `${shown(who)} at ${at}`).toBe(expected);
  model.visit(who, at);
}

const codeOf = (error: unknown): unknown => (error instanceof AuthError ? error.code : error);

const ask = fc
  .tuple(holder, index)
  .map(([who, at]) => command(`who(${shown(who)} at ${at})`, (model, kit) => compare(model, kit, who, at)));

const wait = fc
  .constantFrom(1, 29, 31, 10 * MINUTE, 16 * MINUTE, 45 * MINUTE, HOUR - 1, HOUR, 3 * HOUR)
  .map((seconds) => command(`wait(${seconds} s)`, (model) => pass(model, seconds)));

function pass(model: Model, seconds: number): void {
  later(seconds);
  model.time += seconds;
}

const sidOf = (who: Sub, which: string | undefined): string | undefined => which && `${who}-${which}`;

const logIn = fc.tuple(index, index, sub, session).map(([browser, at, who, which]) =>
  command(`logIn(browsers[${browser}] at ${at} as ${who}, ${which})`, async (model, kit) => {
    const [visitor, auth] = [kit.browsers[browser], kit.instances[at]];
    const sid = sidOf(who, which);
    const person = { sub: who, ...(sid !== undefined && { sid }) };
    const { status } = await visitor.comeBack(auth, kit.two.provider, await visitor.begin(auth), person);
    expect(status).toBe(model.isAway ? 503 : 303);
    if (!model.isAway) model.logIn(browser, at, who, sid, false);
  }),
);

const stepUp = fc.tuple(index, index, sub).map(([browser, at, other]) =>
  command(`stepUp(browsers[${browser}] at ${at}, else ${other})`, async (model, kit) => {
    const [visitor, auth] = [kit.browsers[browser], kit.instances[at]];
    const who = { kind: "browsers", index: browser } as const;
    const current = model.current(who, at)?.login;
    const guarded = await auth.requireUser(visitor.request("/paie"), { acr: ["eidas1-mfa"] });
    if (model.isStuck(who)) {
      expect(guarded.response?.status).toBe(503);
      return;
    }
    if (current?.isSteppedUp) {
      expect(guarded.user?.sub).toBe(current.sub);
      if (!guarded.response) visitor.keep(guarded.setCookie);
      model.visit(who, at);
      return;
    }
    expect(guarded.response?.status).toBe(303);
    visitor.keep(guarded.response?.headers.getSetCookie() ?? []);
    const asked = new URL(guarded.response?.headers.get("location") ?? "").searchParams;
    const person = current?.sub ?? other;
    const { status } = await visitor.comeBack(auth, kit.two.provider, asked, { sub: person });
    expect(status).toBe(model.isAway ? 503 : 303);
    if (!model.isAway) model.logIn(browser, at, person, undefined, true);
  }),
);

const logOut = fc.tuple(index, index).map(([browser, at]) =>
  command(`logOut(browsers[${browser}] at ${at})`, async (model, kit) => {
    const isStuck = model.isStuck({ kind: "browsers", index: browser });
    expect(await kit.browsers[browser].logOut(kit.instances[at])).toBe(isStuck ? 503 : 200);
    if (isStuck) model.logOutWithoutStore(browser);
    else model.logOut(browser, at);
  }),
);

const refresh = fc.tuple(index, index).map(([browser, at]) =>
  command(`refresh(browsers[${browser}] at ${at})`, async (model, kit) => {
    const who = { kind: "browsers", index: browser } as const;
    const current = model.current(who, at)?.login;
    const outcome = await kit.browsers[browser].refresh(kit.instances[at]);
    if (model.isStuck(who)) expect(outcome).toBe("store_unavailable");
    else if (!current) expect(outcome).toBe("not_authenticated");
    else if (model.refresh(browser, at)) expect(outcome).toBe(current.sub);
    else expect(["refresh_refused", "refresh_unavailable"]).toContain(outcome);
  }),
);

const copy = index.map((browser) =>
  command(`copy(browsers[${browser}])`, (model, kit) => {
    kit.thieves[browser] = kit.browsers[browser].copy();
    const held = model.browsers[browser];
    model.thieves[browser] = held && { ...held };
  }),
);

const logoutEverywhere = fc.tuple(index, sub).map(([at, who]) =>
  command(`logoutEverywhere(${who} at ${at})`, async (model, kit) => {
    const ending = kit.instances[at].logoutEverywhere({ issuer: kit.two.provider.issuer, sub: who });
    if (model.isAway || !model.hasStore) {
      await expect(ending).rejects.toMatchObject({ code: "store_unavailable" });
      return;
    }
    await ending;
    model.endAll((each) => each.sub === who);
  }),
);

const backchannel = fc.tuple(index, sub, session, fc.boolean()).map(([at, who, which, hasSub]) =>
  command(
    `backchannelLogout(${hasSub ? who : "nobody"}, ${which} of ${who} at ${at})`,
    async (model, kit) => {
      const sid = sidOf(who, which);
      const claims = {
        ...((hasSub || sid === undefined) && { sub: who }),
        ...(sid !== undefined && { sid }),
      };
      const status = await sendLogoutToken(kit.instances[at], await kit.two.provider.logoutToken(claims));
      expect(status).toBe(model.hasStore ? (model.isAway ? 503 : 200) : undefined);
      if (!model.hasStore || model.isAway) return;
      model.endAll((each) => {
        if (sid === undefined) return each.sub === who;
        return each.sid === sid || (hasSub && each.sub === who && each.sid === undefined);
      });
    },
  ),
);

const restart = index.map((at) =>
  command(`restart(${at})`, (model, kit) => {
    model.restart(at);
    kit.restart(at, model.stages[at]);
  }),
);

const rotate = index.map((at) =>
  command(
    `rotateSecrets(${at})`,
    (model, kit) => {
      const stage = (model.stages[at] + 1) as Stage;
      // The old secret is dropped when nothing of it lives any more: sessions, and what ended them.
      if (stage === 3) pass(model, ABSOLUTE + MINUTE + 1);
      model.restart(at, stage);
      kit.restart(at, stage);
    },
    // One step after the other: no instance is ahead of the other one by two.
    ({ stages }) => stages[at] < 3 && stages[at] <= stages[at === 0 ? 1 : 0],
  ),
);

const outage = fc.boolean().map((isAway) =>
  command(
    isAway ? "storeGoes()" : "storeReturns()",
    (model, kit) => {
      model.isAway = isAway;
      kit.two.store.fails = () => (isAway ? "before" : undefined);
    },
    (model) => model.hasStore && model.isAway !== isAway,
  ),
);

/** What may happen; what is there twice happens more often. */
export const COMMANDS: Arbitrary<Command>[] = [
  ask,
  ask,
  ask,
  ask,
  wait,
  wait,
  logIn,
  logIn,
  stepUp,
  logOut,
  refresh,
  refresh,
  copy,
  logoutEverywhere,
  backchannel,
  restart,
  rotate,
  outage,
];
