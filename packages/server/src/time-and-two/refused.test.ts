import { describe, expect, test } from "vitest";
import { later, MINUTE } from "../../test/clock.js";
import { EVERYWHERE, TwoOfEverything } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const SWITCH = "/auth/switch-account?returnTo=/dossiers";

/** From the form to the provider's logout, each step at another instance. */
async function toProvider(visitor: Visitor, one: Auth, other: Auth): Promise<URL> {
  const page = await visitor.at(one).open(SWITCH, { method: "POST" });
  const next = page.headers.get("refresh")?.replace("0; url=", "") ?? "";
  if (next.startsWith("http")) return new URL(next);
  return new URL((await visitor.at(other).open(next)).headers.get("location") ?? "");
}

describe.each(EVERYWHERE)("a person who was refused at one of two instances, %s", (where) => {
  const two = new TwoOfEverything(where);

  async function refuse(at: Auth): Promise<Visitor> {
    const visitor = new Visitor();
    const answer = await visitor.comeBack(at, two.provider, await visitor.begin(at), JEAN);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("jean@mairie.example");
    return visitor;
  }

  test("signs in with another account through the other one, as whom the provider knows", async () => {
    const [one, other] = [two.instance({ authorize: () => false }), two.instance()];
    const visitor = await refuse(one);
    const sent = await toProvider(visitor, other, one);
    expect(sent.searchParams.get("id_token_hint")).toMatch(/^ey/);
    const state = sent.searchParams.get("state");
    const back = await visitor.at(other).open(`/auth/logout/callback?state=${state}`);
    expect(back.headers.get("location")).toBe("/auth/login?returnTo=%2Fdossiers");
  });

  test("does so without the ID token after ten minutes, and in another application", async () => {
    const one = two.instance({ authorize: () => false });
    const early = await refuse(one);
    const stranger = two.instance({ baseUrl: "https://application.example", clientId: "other" });
    expect((await toProvider(early.copy(), stranger, stranger)).searchParams.has("id_token_hint")).toBe(
      false,
    );
    later(10 * MINUTE - 1);
    expect((await toProvider(early.copy(), one, one)).searchParams.has("id_token_hint")).toBe(true);
    later(1);
    expect((await toProvider(early, one, one)).searchParams.has("id_token_hint")).toBe(false);
  });
});
