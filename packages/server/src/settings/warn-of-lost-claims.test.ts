import { beforeEach, expect, test } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth } from "../index.js";

let lines: string[];
beforeEach(() => void (lines = []));

function start(options: object): string[] {
  const logger = { ...quiet, warn: (message: string) => void lines.push(message) };
  createAuth({
    clientId: "application",
    clientSecret: "a-secret",
    baseUrl: "https://application.example",
    sessionSecret: SECRET,
    logger,
    ...options,
  });
  return lines;
}

test("an application that moves from MonComptePro with its scope reads which claims it loses, and how to get the others", () => {
  const scope = "openid email profile phone organization siret";
  expect(start({ provider: "moncomptepro", scope })).toEqual([]);
  const [profile, organization, ...more] = start({ provider: "proconnect", scope });
  expect(profile).toMatch(
    /proconnect does not know the scope profile\. Of its claims, no scope there gives .*job/,
  );
  expect(profile).toContain("given_name comes with the scope given_name");
  expect(organization).toMatch(
    /the scope organization\. Of its claims, no scope there gives label, is_commune/,
  );
  expect(organization).not.toContain("siret");
  expect(more).toEqual([]);
});

test("a scope that no provider has is named, and those of the protocol are not", () => {
  expect(start({ provider: "proconnect", scope: "openid email siret emial offline_access" })).toEqual([
    "proconnect does not know the scope emial.",
  ]);
});

test("a claim to keep that no scope gives is named, with the scope that would", () => {
  const keepClaims = ["email", "acr", "job", "idp_id"];
  expect(start({ provider: "moncomptepro", keepClaims: ["job", "email", "amr"] })).toEqual([]);
  expect(start({ provider: "proconnect", keepClaims })).toEqual([
    "keepClaims holds job, which comes under no scope of proconnect.",
    "keepClaims holds idp_id, which needs the scope idp_id.",
  ]);
});

test("with several providers a claim to keep may be of one of them", () => {
  const providers = {
    proconnect: { clientId: "a", clientSecret: "a-secret" },
    franceconnect: { clientId: "b", clientSecret: "b-secret" },
  };
  const shared = { provider: undefined, clientId: undefined, clientSecret: undefined, providers };
  expect(start({ ...shared, keepClaims: ["siret", "birthdate"] })).toEqual([]);
  expect(start({ ...shared, keepClaims: ["job"] })).toEqual([
    "keepClaims holds job, which comes under no scope of proconnect, franceconnect.",
  ]);
});
