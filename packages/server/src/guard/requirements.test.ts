import express from "express";
import { describe, expect, test } from "vitest";
import { proconnect } from "@moncomptepro/profiles";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth as createExpressAuth } from "../adapters/express.js";
import { createAuth as createFastifyAuth } from "../adapters/fastify.js";
import { createAuth as createHonoAuth } from "../adapters/hono.js";
import { takeReturnTo } from "../adapters/next-request.js";
import { createAuth as createNextAuth } from "../adapters/next.js";
import { createAuth as createNodeAuth } from "../adapters/node.js";
import { createAuth } from "../index.js";
import { contextOf } from "../session-context.js";
import { guardReader } from "./guard-rules.js";
import { readRequirements } from "./requirements.js";

const options = {
  clientId: "id",
  clientSecret: "secret",
  baseUrl: "https://app.gouv.test",
  sessionSecret: SECRET,
  logger: quiet,
};
const rules = {
  profile: proconnect,
  clients: [{ profile: proconnect }],
  logger: quiet,
  ownLogins: ["local"],
};

test("requirements that were read before do not hide what is given beside them", () => {
  const auth = createAuth(options);
  const once = { maxAge: 300 };
  auth.requireProvable(once);
  const given = [once, { acr: ["eidas1-mfa"] }] as unknown as [typeof once];
  expect(() => auth.requireProvable(...given)).toThrow(/takes no argument/);
});

/** What JavaScript may pass: the arguments, and what the error says of them. */
const REFUSED: [string, unknown[], RegExp][] = [
  [
    "undefined",
    [undefined],
    /must be an object with acr, secondFactor, certifiedOfficer, maxAge, provider, check/,
  ],
  ["null", [null], /must be an object/],
  ["an empty object", [{}], /takes no argument/],
  ["a misspelt member", [{ chek: () => false }], /chek is unknown: perhaps check was meant/],
  ["a list outright", [["eidas1-mfa"]], /must be an object/],
  ["a function outright", [() => false], /must be an object/],
  ["acr that is undefined", [{ acr: undefined }], /acr is undefined: leave it out/],
  ["acr that is null", [{ acr: null }], /acr must be a list/],
  ["acr that is empty", [{ acr: [] }], /acr must be a list of levels that is not empty/],
  ["acr that is a text", [{ acr: "eidas1-mfa" }], /acr must be a list/],
  ["acr with an empty entry", [{ acr: ["eidas1-mfa", ""] }], /acr must be a list/],
  ["acr with a hole", [{ acr: [undefined] }], /acr must be a list/],
  ["certifiedOfficer that is undefined", [{ certifiedOfficer: undefined }], /certifiedOfficer is undefined/],
  ["certifiedOfficer that is false", [{ certifiedOfficer: false }], /certifiedOfficer must be true/],
  ["check that is undefined", [{ check: undefined }], /check is undefined/],
  ["check that is true", [{ check: true }], /check must be a function/],
  ["maxAge that is undefined", [{ maxAge: undefined }], /maxAge is undefined/],
  ["maxAge that is no number", [{ maxAge: Number.NaN }], /maxAge must be/],
  ["maxAge without end", [{ maxAge: Infinity }], /maxAge must be/],
  ["maxAge below zero", [{ maxAge: -1 }], /maxAge must be 0 seconds or more/],
  ["maxAge in parts", [{ maxAge: 0.5 }], /maxAge must be whole seconds/],
  ["maxAge that is a text", [{ maxAge: "60" }], /maxAge must be a number/],
  ["provider that is undefined", [{ provider: undefined }], /provider is undefined: leave it out/],
  ["provider that is empty", [{ provider: [] }], /provider must be a list of names of logins/],
  ["provider that is a text", [{ provider: "local" }], /provider must be a list of names of logins/],
  ["a provider that the application does not have", [{ provider: ["locla"] }], /may hold .*, and not locla/],
  [
    "a level that no login of these proves",
    [{ provider: ["local"], acr: ["eidas1-mfa"] }],
    /acr need (proconnect|moncomptepro)/,
  ],
  ["a recency that no login of these proves", [{ provider: ["local"], maxAge: 60 }], /maxAge need/],
  ["several mistakes at once", [{ acr: [], maxAge: -1, chek: 1 }], /acr must.*maxAge must.*chek is unknown/],
  ["two of them", [{ maxAge: 60 }, { maxAge: 60 }], /more than requirements/],
  ["a request, a response and what is next", [{ url: "/" }, {}, () => undefined], /url is unknown/],
  ["an inherited restriction", [Object.create({ maxAge: 60 })], /must be an object/],
];

type Guard = (...given: unknown[]) => unknown;
const handler = (): Response => new Response();
const request = { method: "GET", url: "/", headers: {} };

/** The guard of each adapter; what refuses when the guard is made throws, what has no set-up rejects. */
const GUARDS: [string, Guard][] = [
  ["the core, at set-up", (...given) => (createAuth(options).requireProvable as Guard)(...given)],
  ["the core", (...given) => (createAuth(options).requireUser as Guard)(request, ...given)],
  ["Express", (...given) => (createExpressAuth(options).requireUser as Guard)(...given)],
  ["Fastify", (...given) => (createFastifyAuth(options).requireUser as Guard)(...given)],
  ["Hono", (...given) => (createHonoAuth(options).requireUser as Guard)(...given)],
  ["node:http", (...given) => (createNodeAuth(options).requireUser as Guard)(request, {}, ...given)],
  ["a route handler of Next", (...given) => (createNextAuth(options).guard as Guard)(handler, ...given)],
  ["a page of Next", (...given) => readRequirements(takeReturnTo(given).requirements, rules)],
];

describe.each(GUARDS)("%s", (_adapter, guard) => {
  test.each(REFUSED)("refuses %s", async (_what, given, message) => {
    await expect((async () => guard(...given))()).rejects.toThrow(message);
    await expect((async () => guard(...given))()).rejects.toThrow(/^parameter_refused: requireUser\(\)/);
  });
});

test("the guard of a page of Next takes returnTo by itself, and beside what restricts", () => {
  const read = (...given: unknown[]): unknown => readRequirements(takeReturnTo(given).requirements, rules);
  expect(read()).toEqual({});
  expect(read({ returnTo: "/" })).toEqual({});
  expect(read({ returnTo: undefined })).toEqual({});
  expect(read({ returnTo: "/", acr: ["eidas1-mfa"] })).toEqual({ acr: ["eidas1-mfa"] });
  expect(() => read({ returnTo: "/", acr: undefined })).toThrow(/acr is undefined/);
  expect(() => read({ returnTo: "/" }, { maxAge: 60 })).toThrow(/returnTo is unknown.*/);
  expect(() => read({ retrunTo: "/" })).toThrow(/retrunTo is unknown/);
});

test("a guard of Express that was not called refuses every request", async () => {
  const auth = createExpressAuth(options);
  const app = express();
  const { requireUser } = auth as unknown as { requireUser: express.RequestHandler };
  app.get("/", requireUser, (_request, response) => void response.json("secret"));
  app.use(
    ((_error, _request, response, _next) => void response.status(500).end()) as express.ErrorRequestHandler,
  );
  const server = app.listen(0);
  const { port } = server.address() as { port: number };
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(500);
  server.close().closeAllConnections();
});

test("what was read once counts: changing the object afterwards changes nothing", () => {
  const rulesOf = guardReader(contextOf(createAuth({ ...options, provider: "proconnect" })));
  const read = (given: readonly unknown[]): unknown => rulesOf(given).first.requirements;
  const given: { acr?: string[] } = { acr: ["eidas1-mfa"] };
  expect(read([given])).toEqual({ acr: ["eidas1-mfa"] });
  given.acr?.push("eidas0");
  delete given.acr;
  expect(read([given])).toEqual({ acr: ["eidas1-mfa"] });
});
