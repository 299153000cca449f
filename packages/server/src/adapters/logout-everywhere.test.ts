import { expect, test, vi } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import type { Auth, AuthOptions } from "../index.js";
import { createAuth as createExpress } from "./express.js";
import { createAuth as createFastify } from "./fastify.js";
import { createAuth as createHono } from "./hono.js";
import { createAuth as createNext } from "./next.js";
import { createAuth as createNode } from "./node.js";

const person = { issuer: "https://identite.proconnect.gouv.fr", sub: "154" };

test.each<[string, (options: AuthOptions) => Pick<Auth, "endSession" | "logoutEverywhere" | "sessions">]>([
  ["Express", createExpress],
  ["Fastify", createFastify],
  ["Hono", createHono],
  ["Next", createNext],
  ["Node", createNode],
])("%s can list the sessions of a person, end one and end all", async (_framework, createAuth) => {
  const write = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const none = (): Promise<never> => Promise.reject(new Error("not asked for"));
  const auth = createAuth({
    clientId: "id",
    clientSecret: "s",
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    session: { store: { read: async () => undefined, write, add: none, replace: none, remove: none } },
  });
  expect(await auth.sessions(person)).toEqual([]);
  expect(await auth.endSession(person, "none")).toBe(false);
  expect(write).not.toHaveBeenCalled();
  await auth.logoutEverywhere(person);
  expect(write).toHaveBeenCalled();
});
