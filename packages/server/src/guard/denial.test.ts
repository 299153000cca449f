import { expect, test } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth } from "../index.js";
import { contextOf } from "../session-context.js";
import { denialAddress, readDenial } from "./denial.js";

const auth = createAuth({
  clientId: "application",
  clientSecret: "the secret of the application",
  baseUrl: "https://application.example",
  sessionSecret: SECRET,
  logger: quiet,
});
const { sealing, settings } = contextOf(auth);

function passOn(returnTo: string): { length: number; returnTo: string | undefined } {
  const address = denialAddress({ code: "not_authenticated", returnTo, login: {} }, settings, sealing);
  return { length: address.length, returnTo: readDenial(new URL(address).searchParams, sealing)?.returnTo };
}

test("a page that can only redirect passes on where to come back to", () => {
  expect(passOn("/dossiers?page=2").returnTo).toBe("/dossiers?page=2");
});

test("an address without end is cut before it is sealed: what carries it stays short", () => {
  expect(passOn(`/dossiers?filter=${"x".repeat(20_000)}`).returnTo).toBe("/dossiers");
  expect(passOn(`/dossiers?filter=${"x".repeat(20_000)}`).length).toBeLessThan(2_500);
});
