import { afterEach, expect, test, vi } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth } from "./index.js";

afterEach(() => vi.unstubAllEnvs());

const warnings = (): unknown[] => {
  const warn = vi.fn<(message: string) => void>();
  createAuth({
    clientId: "application",
    clientSecret: "a secret of the provider",
    baseUrl: "https://application.example",
    sessionSecret: SECRET,
    logger: { ...quiet, warn },
  });
  return warn.mock.calls.map(([message]) => message);
};

test("in production, and only there, a new service is told what its provider has to say", () => {
  expect(warnings()).toEqual([]);
  vi.stubEnv("NODE_ENV", "production");
  expect(warnings()).toEqual([moncomptepro.productionNotice]);
});
