import { describe, expect, it } from "vitest";
import type { Browser, Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { outcome } from "../test/outcome.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";

const CERTIFIED = "https://proconnect.gouv.fr/assurance/certification-dirigeant";
const BOTH = ["eidas0-mfa", "eidas1-mfa"];

const CHOOSER = "page 200 Choisir une organisation";
const JOIN = "page 200 Rejoindre votre organisation";
const REFUSAL = "page 400 Une erreur est survenue";
const FACTOR = "page 200 Choisir votre méthode de double authentification";
const IDENTITY = "page 200 Vérifier votre identité";

const secret = "a-secret";
const { application, browser, mock } = await startFixture({
  clients: [
    { clientId: "one", clientSecret: secret, redirectUris: [REDIRECT_URI] },
    { clientId: "two", clientSecret: secret, redirectUris: [REDIRECT_URI] },
  ],
});

/** A request for the methods to be told, and for one of these levels to be reached. */
function levels(...values: readonly string[]): { claims: string } {
  const acr = values.length > 0 ? { essential: true, values } : null;
  return { claims: JSON.stringify({ id_token: { amr: { essential: true }, acr } }) };
}

/** What the person meets, page by page, who takes every offer and the first organisation; the level in the end. */
async function journey(start: Screen): Promise<string[]> {
  const seen: string[] = [];
  let screen = start;
  while (!screen.left && screen.status === 200) {
    seen.push(outcome(screen));
    const siret = /data-organization="(\d+)"/.exec(screen.text)?.[1];
    // oxlint-disable-next-line no-await-in-loop -- each page is the answer to the one before
    screen = await browser.submit(screen, siret === undefined ? {} : { siret });
  }
  if (outcome(screen) !== "code") return [...seen, outcome(screen)];
  const { acr } = (await application.finish(screen)).idToken;
  return [...seen, typeof acr === "string" ? acr : "no level"];
}

describe("MonComptePro, levels", () => {
  it.each<[rule: string, persona: string, list: readonly string[], seen: readonly string[]]>([
    ["33", "town-hall-agent", ["eidas0-mfa"], [REFUSAL]],
    ["33", "ministry-agent", ["eidas0-mfa"], [REFUSAL]],
    ["33", "ministry-agent", ["eidas0", "eidas0-mfa"], ["eidas0"]],
    ["33", "ministry-agent", BOTH, ["eidas0-mfa"]],
    ["33", "ministry-agent", ["eidas1", "eidas0-mfa"], [REFUSAL]],
    ["34", "two-factor-agent", ["eidas1"], [REFUSAL]],
    ["34", "two-factor-agent", ["eidas1", "eidas1-mfa"], ["eidas1-mfa"]],
    ["34", "company-officer", ["eidas1", "eidas1-mfa"], ["eidas1"]],
    ["34", "company-officer", ["eidas0"], [REFUSAL]],
    ["35", "town-hall-agent", BOTH, [FACTOR, "eidas0-mfa"]],
    ["35", "town-hall-agent", ["eidas1"], [REFUSAL]],
    ["35", "town-hall-agent", ["eidas1", "eidas1-mfa"], [IDENTITY, "eidas1"]],
    ["35", "town-hall-agent", ["eidas1-mfa"], [FACTOR, IDENTITY, "eidas1-mfa"]],
    ["35", "ministry-agent", ["eidas1-mfa"], [IDENTITY, "eidas1-mfa"]],
    ["35", "company-officer", BOTH, [FACTOR, "eidas1-mfa"]],
    ["35", "three-organizations", ["eidas1-mfa"], [FACTOR, CHOOSER, IDENTITY, "eidas1-mfa"]],
    ["35", "town-hall-agent", [CERTIFIED], [CHOOSER, IDENTITY, REFUSAL]],
    ["35", "company-officer", [CERTIFIED], [CHOOSER, CERTIFIED]],
    ["35", "company-officer", [CERTIFIED, "eidas1"], ["eidas1"]],
    ["35", "two-factor-agent", ["eidas2", "eidas3"], [REFUSAL]],
  ])("rule %s: %s, asked for %o, meets %o", async (_rule, persona, list, seen) => {
    expect(await journey(await application.logIn(browser, persona, { parameters: levels(...list) }))).toEqual(
      seen,
    );
  });

  it("rule 34: a level reached stays with the session, for all clients, and nothing weaker will do", async () => {
    await application.logIn(browser, "ministry-agent");
    const raised = await application.start(browser, levels(...BOTH));
    expect((await application.finish(raised)).idToken).toMatchObject({
      acr: "eidas0-mfa",
      amr: ["pwd", "otp", "mfa"],
    });
    const other = await RelyingParty.discover(mock, { clientId: "two" });
    const there = await other.finish(await other.start(browser, levels("eidas0", "eidas0-mfa")));
    expect(there.idToken.acr).toBe("eidas0-mfa");
    expect(outcome(await application.start(browser, levels("eidas0")))).toBe(REFUSAL);

    // A login of one's own ends it.
    const again = await application.logIn(browser, "ministry-agent", { parameters: { prompt: "login" } });
    expect((await application.finish(again)).idToken.acr).toBeUndefined();
    const lowered = await application.start(browser, levels("eidas0"));
    expect((await application.finish(lowered)).idToken.acr).toBe("eidas0");
  });

  it("rule 35: what was set up is there at the next login, and gone after the reset", async () => {
    await journey(await application.logIn(browser, "town-hall-agent", { parameters: levels("eidas1-mfa") }));
    const next = { parameters: { ...levels("eidas1-mfa"), prompt: "login" } };
    expect(await journey(await application.logIn(browser, "town-hall-agent", next))).toEqual(["eidas1-mfa"]);
    await mock.reset();
    browser.clear();
    expect(await journey(await application.logIn(browser, "town-hall-agent", next))).toContain(FACTOR);
  });

  it("rule 35: in a session, and not in silence", async () => {
    await application.logIn(browser, "town-hall-agent");
    expect(outcome(await application.start(browser, { ...levels(...BOTH), prompt: "none" }))).toBe(
      "error login_required: none of the requested ACRs could be obtained",
    );
    expect(await journey(await application.start(browser, levels(...BOTH)))).toEqual([FACTOR, "eidas0-mfa"]);
  });
});

describe("MonComptePro, a foreign siret_hint", () => {
  const foreign = { parameters: { siret_hint: "11990007400012" } };
  const plain = (from: Browser): Promise<Screen> => application.start(from);

  it("rule 36: sticks to a browser in which no organisation was chosen before", async () => {
    expect(outcome(await application.logIn(browser, "town-hall-agent", foreign))).toBe(JOIN);
    expect(outcome(await plain(browser))).toBe(JOIN);
    const again = await application.logIn(browser, "town-hall-agent", { parameters: { prompt: "login" } });
    expect(outcome(again)).toBe(JOIN);
    // Another hint takes its place, and a login that ends well takes it away.
    const own = { siret_hint: "21990001600011" };
    expect(outcome(await application.start(browser, own))).toBe("code");
    expect(outcome(await plain(browser))).toBe("code");
  });

  it("rule 36: does no harm where one had been chosen", async () => {
    await application.logIn(browser, "town-hall-agent");
    expect(outcome(await application.start(browser, foreign.parameters))).toBe(JOIN);
    expect(outcome(await plain(browser))).toBe("code");
  });
});
