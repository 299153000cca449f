import { expect, test } from "vitest";
import { franceconnect, moncomptepro, proconnect, type Profile } from "@moncomptepro/profiles";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth, type Requirements } from "../index.js";
import { createVerifier } from "../verify.js";
import { readRequirements } from "./requirements.js";

const OFFICER = "https://proconnect.gouv.fr/assurance/certification-dirigeant";
const client = { clientId: "id", clientSecret: "secret" };
const application = { ...client, baseUrl: "https://app.gouv.test", sessionSecret: SECRET, logger: quiet };

const read = (given: unknown, profile: Profile = moncomptepro): Requirements =>
  readRequirements([given], { profile, clients: [{ profile }], logger: quiet, ownLogins: ["local"] });

test.each([moncomptepro, proconnect])("at $id it is the provider’s own level", (profile) => {
  expect(read({ certifiedOfficer: true }, profile)).toEqual({ acr: [OFFICER] });
  expect(read({ certifiedOfficer: true, acr: ["eidas1-mfa", OFFICER] }, profile)).toEqual({ acr: [OFFICER] });
});

test.each<[string, object, Profile, string]>([
  ["false", { certifiedOfficer: false }, moncomptepro, "certifiedOfficer must be true, or left out"],
  ["undefined", { certifiedOfficer: undefined }, moncomptepro, "certifiedOfficer is undefined"],
  [
    "a list without it",
    { certifiedOfficer: true, acr: ["eidas0-mfa"] },
    moncomptepro,
    "none of the levels in acr",
  ],
  [
    "a second factor beside it",
    { certifiedOfficer: true, secondFactor: true },
    moncomptepro,
    "one guard after the",
  ],
  [
    "a provider that has none",
    { certifiedOfficer: true },
    franceconnect,
    "franceconnect certifies no officers",
  ],
  [
    "a login that proves nothing",
    { certifiedOfficer: true, provider: ["local"] },
    moncomptepro,
    "need moncomptepro",
  ],
])("%s is an error at set-up", (_what, given, profile, message) => {
  expect(() => read(given, profile)).toThrow(message);
});

test("a login asks for it, in an application and through another library", async () => {
  const issuer = "https://identite.proconnect.gouv.fr";
  const asked = JSON.stringify({ id_token: { acr: { essential: true, values: [OFFICER] } } });
  const verifier = createVerifier({ ...client, issuer });
  expect(JSON.parse(verifier.authorizationParameters({ certifiedOfficer: true }).claims ?? "")).toMatchObject(
    JSON.parse(asked) as object,
  );
  expect(() =>
    createVerifier({ ...client, provider: "franceconnect" }).authorizationParameters({
      certifiedOfficer: true,
    }),
  ).toThrow("certifies no officers");
  const auth = createAuth({ ...application, provider: "franceconnect" });
  const { status, headers } = await auth.login({ certifiedOfficer: true });
  expect([status, headers.get("location")]).toEqual([500, null]);
});
