import fc from "fast-check";
import { describe, test } from "vitest";
import { COMMANDS, compare, Kit } from "../../test/sessions-commands.js";
import { INDICES, Model } from "../../test/sessions-model.js";
import { EVERYWHERE, TwoOfEverything } from "../../test/two-of-everything.js";

/** How many sequences are tried. The seed of one that fails is printed; with more of them each run finds more. */
const RUNS = Number(process.env["MODEL_RUNS"] ?? 80);
const LENGTH = 50;

describe.each(EVERYWHERE)("model and kit agree on who is logged in, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);

  test("whatever two people do in two browsers at two instances", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: LENGTH, size: "max" }), async (sequence) => {
        two.renew();
        const [model, real] = [new Model(where), new Kit(two)];
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        for (const kind of ["browsers", "thieves"] as const)
          for (const index of INDICES)
            for (const at of INDICES) await compare(model, real, { kind, index }, at);
      }),
      { numRuns: RUNS },
    );
  });
});
