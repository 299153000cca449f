import { expect, test } from "vitest";
import { ClaimError, moncomptepro } from "@moncomptepro/profiles";
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
