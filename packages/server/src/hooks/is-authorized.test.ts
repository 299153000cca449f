import { expect, test } from "vitest";
import type { ProConnectUser } from "@moncomptepro/profiles";
import { quiet } from "@moncomptepro/test-kit/browser";
import type { Authorization } from "./hooks.js";
import { isAuthorized } from "./is-authorized.js";

const user = (roles?: readonly string[]): ProConnectUser => ({
  sub: "1",
  issuer: "https://provider.test",
  provider: "proconnect",
  email: "a@Etat.Example",
  organization: { siret: "13002526500013", siren: "130025265" },
  authentication: { acrProven: false },
  ...(roles && { roles }),
});

test.each<[string, readonly string[] | undefined, Authorization, boolean]>([
  ["one of the roles", ["x", "agent_public"], { roles: ["agent_public", "agent_public_etat"] }, true],
  ["all of the roles", ["a", "b"], { roles: ["a", "b"] }, true],
  ["none of the roles", ["x"], { roles: ["agent_public"] }, false],
  ["a role in other letters", ["Agent_Public"], { roles: ["agent_public"] }, false],
  ["a role that begins like it", ["agent_public_etat"], { roles: ["agent_public"] }, false],
  ["an empty list of the person's", [], { roles: ["agent_public"] }, false],
  ["no list of the person's", undefined, { roles: ["agent_public"] }, false],
  ["an empty list that got past the settings", ["agent_public"], { roles: [] }, false],
  ["no role asked, and an empty list", [], { roles: [] }, false],
  ["an empty list of SIRETs that got past the settings", [], { sirets: [] }, false],
  ["a role, and another organisation", ["a"], { roles: ["a"], sirets: ["21920023500014"] }, false],
  ["the organisation, and no role", ["b"], { roles: ["a"], sirets: ["13002526500013"] }, false],
  ["the domain in other letters", [], { emailDomains: ["etat.example"] }, true],
  [
    "the domain and the organisation",
    [],
    { emailDomains: ["etat.example"], sirets: ["13002526500013"] },
    true,
  ],
])("%s", async (_what, roles, authorize, expected) => {
  expect(await isAuthorized(user(roles), authorize, quiet)).toBe(expected);
});

test("a person without an e-mail or an organisation is in no list", async () => {
  const { email: _email, organization: _organization, ...rest } = user();
  expect(await isAuthorized(rest as ProConnectUser, { emailDomains: ["etat.example"] }, quiet)).toBe(false);
  expect(await isAuthorized(rest as ProConnectUser, { sirets: ["13002526500013"] }, quiet)).toBe(false);
});

test("roles that a profile of the application’s own gives as one text are no list", async () => {
  const odd = { ...user(), roles: "agent_public_etat" as unknown as string[] };
  expect(await isAuthorized(odd, { roles: ["agent_public"] }, quiet)).toBe(false);
});

test("the domain is what stands after the last @", async () => {
  const crafted = { ...user(), email: '"x@etat.example"@evil.example' };
  expect(await isAuthorized(crafted, { emailDomains: ["etat.example"] }, quiet)).toBe(false);
  expect(await isAuthorized(crafted, { emailDomains: ["evil.example"] }, quiet)).toBe(true);
});
