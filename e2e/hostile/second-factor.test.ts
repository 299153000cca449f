import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { CLIENT, Visitor } from "./visitor.js";

/** Asked on request only, so that what the application asks makes the difference. */
const WITH = "ministry-agent";
const WITHOUT = "town-hall-agent";
const LEVELS = ["eidas0-mfa", "eidas1-mfa"];
const ESSENTIAL = { essential: true, values: LEVELS };

let mock: MockProvider;

beforeAll(async () => {
  mock = await startMockProvider(CLIENT);
});
afterAll(() => mock.stop());
beforeEach(() => mock.reset());

describe("a second factor", () => {
  test("that is required opens to who has one, proven, and not to who has none", async () => {
    const one = new Visitor(mock, WITH);
    await one.follow(await one.auth.login());
    const { claims } = await one.follow((await one.guard({ secondFactor: true })).response);
    expect(claims["acr"]).toEqual(ESSENTIAL);
    const authentication = { acr: "eidas0-mfa", acrProven: true, secondFactor: true };
    expect(await one.guard({ secondFactor: true })).toMatchObject({ user: { authentication } });

    const other = new Visitor(mock, WITHOUT);
    await other.follow(await other.auth.login());
    await other.follow((await other.guard({ secondFactor: true })).response);
    expect((await other.guard({ secondFactor: true })).user).toBeUndefined();
  });

  test("that a login requires is the same list, and comes with its methods where they are asked for", async () => {
    const one = new Visitor(mock, WITH, { idTokenClaims: ["amr"] });
    await one.follow(await one.auth.login({ secondFactor: true }));
    const amr = ["pwd", "otp", "mfa"];
    expect(await one.guard({ acr: LEVELS })).toMatchObject({
      user: { authentication: { secondFactor: true, amr } },
    });
  });

  test("that is a wish lets in who has none, tells, and proves nothing", async () => {
    const one = new Visitor(mock, WITHOUT);
    const { claims } = await one.follow((await one.guard({ secondFactor: "preferred" })).response);
    expect(claims["acr"]).toEqual({ values: LEVELS });
    const authentication = { acr: "eidas0", acrProven: false, secondFactor: false };
    expect(await one.guard({ secondFactor: "preferred" })).toMatchObject({ user: { authentication } });
    expect((await one.guard({ secondFactor: true })).response?.status).toBe(303);
  });

  test("that only some must give: a wish at first, then required of them, with their e-mail", async () => {
    const secondFactor = ({ email = "" }): boolean => email.endsWith("@ministere-exemple.example");
    const some = new Visitor(mock, WITH);
    expect((await some.follow((await some.guard({ secondFactor })).response)).claims["acr"]).toEqual({
      values: LEVELS,
    });
    const { asked, claims } = await some.follow((await some.guard({ secondFactor })).response);
    expect(claims["acr"]).toEqual(ESSENTIAL);
    expect(asked.get("login_hint")).toBe("karim.benali@ministere-exemple.example");
    expect(await some.guard({ secondFactor })).toHaveProperty("user.authentication.acrProven", true);

    const others = new Visitor(mock, WITHOUT);
    await others.follow((await others.guard({ secondFactor })).response);
    expect(await others.guard({ secondFactor })).toHaveProperty("user.authentication.secondFactor", false);
  });

  test("that a login leaves to a function is required of the person who is logged in already", async () => {
    const one = new Visitor(mock, WITH);
    const secondFactor = (): boolean => true;
    const first = await one.follow(await one.auth.login({ secondFactor }));
    expect(first.claims["acr"]).toEqual({ values: LEVELS });
    const { request } = one;
    const second = await one.follow(await one.auth.login({ secondFactor, request }));
    expect(second.claims["acr"]).toEqual(ESSENTIAL);
  });
});
