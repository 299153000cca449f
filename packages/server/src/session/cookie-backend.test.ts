import { expect, test } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth } from "../index.js";
import { contextOf } from "../session-context.js";
import { createSessionRecord } from "./session-record.js";

const user = { sub: "154", issuer: "https://p.test", provider: "x", authentication: { acrProven: false } };

test("ended sessions that are forgotten because there are too many are said in the log, once", async () => {
  const warnings: string[] = [];
  const auth = createAuth({
    clientId: "application",
    clientSecret: "the secret of the application",
    baseUrl: "https://application.example",
    sessionSecret: SECRET,
    logger: { ...quiet, warn: (message) => void warnings.push(message) },
  });
  const { sessionBackend } = contextOf(auth);
  const end = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1)
      await sessionBackend.end(createSessionRecord({ user, client: [] }), {});
  };
  await end(100_000);
  expect(warnings).toEqual([]);
  await end(10);
  expect(warnings).toEqual([expect.stringContaining("forgotten")]);
});
