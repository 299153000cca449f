import { expect, test } from "vitest";
import { moncomptepro, proconnect } from "@moncomptepro/profiles";
import { readAlgorithms } from "./algorithms.js";
import type { Problem } from "./problem.js";

const read = (...[given, profile]: [Parameters<typeof readAlgorithms>[0], typeof proconnect]) => {
  const problems: Problem[] = [];
  return { ...readAlgorithms(given, profile, problems), problems };
};

test("without a registered algorithm every asymmetric one of the provider is accepted, and no symmetric one", () => {
  expect(read({}, proconnect)).toEqual({
    idTokenAlgorithms: ["ES256", "RS256"],
    userinfoAlgorithms: ["ES256", "RS256"],
    userinfoFormats: ["jwt", "json"],
    problems: [],
  });
});

test("the registered algorithm is the only one, and signed claims never come plain", () => {
  expect(read({ idTokenSignedResponseAlg: "HS256", userinfoSignedResponseAlg: "RS256" }, proconnect)).toEqual(
    {
      idTokenAlgorithms: ["HS256"],
      userinfoAlgorithms: ["RS256"],
      userinfoFormats: ["jwt"],
      problems: [],
    },
  );
});

test("claims that are registered as plain come plain only", () => {
  const { userinfoAlgorithms, userinfoFormats } = read({ userinfoSignedResponseAlg: "none" }, proconnect);
  expect([userinfoAlgorithms, userinfoFormats]).toEqual([[], ["json"]]);
});

test("plain claims cannot be registered at a provider that always signs", () => {
  const signed = { ...proconnect, userinfo: { ...moncomptepro.userinfo, formats: ["jwt"] as const } };
  expect(read({ userinfoSignedResponseAlg: "none" }, signed).problems).toHaveLength(1);
});
