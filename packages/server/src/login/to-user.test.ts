import { expect, test } from "vitest";
import { ClaimError, moncomptepro, proSanteConnect } from "@moncomptepro/profiles";
import { toUser } from "./to-user.js";

const login = { issuer: "https://provider.example", idToken: {}, userinfo: {}, acrProven: false };
const scope = "openid";
const refusing = (error: Error) => ({
  scope,
  requireOrganization: true,
  profile: {
    ...moncomptepro,
    toUser: () => {
      throw error;
    },
  },
});

test("a claim that is missing is told with the scope that it comes with", () => {
  expect(() => toUser(login, refusing(new ClaimError("siret", "missing")))).toThrow(
    expect.objectContaining({
      code: "claim_missing",
      hint: expect.stringContaining("scope organization or siret; asked for: openid") as string,
    }),
  );
});

test("a claim that is malformed is told as such", () => {
  const refused = refusing(new ClaimError("email", "malformed"));
  expect(() => toUser(login, refused)).toThrow(expect.objectContaining({ code: "claim_malformed" }));
});

test("a fault of a profile is told as what it is, and not as one of the provider", () => {
  const fault = new TypeError("a defect of the profile");
  expect(() => toUser(login, refusing(fault))).toThrow(fault);
});

test("what a level says of several factors is told where the profile knows it, and nowhere else", () => {
  const authenticationAt = (
    acr: string | undefined,
    profile: typeof moncomptepro | typeof proSanteConnect,
  ) => {
    const userinfo = { email: "a@b.example", siret: "21920023500014", SubjectNameID: "810000000017" };
    const idToken = { sub: "1", ...(acr && { acr }) };
    const settings = { profile, scope, requireOrganization: true };
    return toUser({ ...login, idToken, userinfo }, settings).authentication;
  };
  expect(authenticationAt("eidas1-mfa", moncomptepro).secondFactor).toBe(true);
  expect(authenticationAt("eidas0", moncomptepro).secondFactor).toBe(false);
  expect(authenticationAt(undefined, moncomptepro)).not.toHaveProperty("secondFactor");
  expect(authenticationAt("eidas2", proSanteConnect)).not.toHaveProperty("secondFactor");
});
