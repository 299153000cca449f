import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  logIn,
  quiet,
  SECRET,
} from "@moncomptepro/test-kit/browser";
import { namedBlocks, runLines } from "@moncomptepro/test-kit/documented-lines";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth } from "../adapters/express.js";
import type { Auth, Guarded, Requirements } from "../index.js";

/** The snippets of docs/routers.md by name. */
const snippets = namedBlocks("docs/routers.md");

const SCRIPT = { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors", accept: "*/*" };
const URL_OF_DATA = "/paie.data?mois=3&_routes=routes%2Fpaie";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  auth = createApplication(provider);
  browser = new Browser(auth);
});

const guard = (...requirements: [Requirements?]): Promise<Guarded> =>
  auth.requireUser(
    { method: "GET", url: URL_OF_DATA, headers: { ...browser.headers, ...SCRIPT } },
    ...requirements,
  );

/** Opens the page where the guard sends a router, and logs in there; gives where that comes back to. */
async function follow({ loginUrl = "" }: { readonly loginUrl?: string | undefined }): Promise<{
  readonly asked: URLSearchParams;
  readonly back: string | null;
}> {
  const started = await browser.open(loginUrl);
  const asked = new URL(started.headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  return { asked, back: (await comeBack(browser, asked, provider)).headers.get("location") };
}

test("the data of a page without a session: the login comes back to the page, and not to its data", async () => {
  const guarded = await guard();
  if (guarded.user) throw new Error("let in");
  expect(await guarded.response.json()).toMatchObject({
    status: 401,
    code: "not_authenticated",
    page: "/paie?mois=3",
    loginUrl: "/auth/login?returnTo=%2Fpaie%3Fmois%3D3",
  });
  expect((await follow(guarded)).back).toBe("/paie?mois=3");
});

test("the data of a page that asks for more: the login of the page asks for it", async () => {
  await logIn(browser, provider);
  const guarded = await guard({ acr: ["eidas1-mfa"] });
  if (guarded.user) throw new Error("let in");
  expect(await guarded.response.json()).toMatchObject({ status: 403, page: "/paie?mois=3" });
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
  const { asked, back } = await follow(guarded);
  expect(asked.get("claims")).toContain("eidas1-mfa");
  expect(back).toBe("/paie?mois=3");
});

test("who is refused for good is led to no login", async () => {
  await logIn(browser, provider);
  expect(await guard({ check: () => false })).toMatchObject({ loginUrl: undefined });
});

/** Runs the function of a snippet, with what its framework throws for a redirect. */
async function run(name: string, ...given: readonly unknown[]): Promise<unknown> {
  const leave = (...values: unknown[]): never => {
    throw new Error(values.at(-1) as string);
  };
  const text = (snippets.get(name) ?? "").replace("export async function", "return async function");
  const made = runLines(text, { auth, redirectDocument: leave, redirect: leave });
  return (made as (...values: readonly unknown[]) => Promise<unknown>)(...given);
}

/** A request for data: React Router hands its loaders the address of the page, SvelteKit the one of the data. */
const dataRequest = (address: string): Request =>
  new Request(APPLICATION + address, { headers: { ...browser.headers, ...SCRIPT } });

test.each([
  ["react-router", "/paie?mois=3"],
  ["sveltekit", "/paie/__data.json?mois=3&x-sveltekit-invalidated=1"],
])("the loader of %s leads to the login of the page, then gives its data", async (name, address) => {
  const thrown = await run(name, { request: dataRequest(address) }).catch((error: unknown) => error);
  const { back } = await follow({ loginUrl: (thrown as Error).message });
  expect(back).toBe("/paie?mois=3");
  expect(await run(name, { request: dataRequest(address) })).toHaveProperty("siret");
});

test("a server function says where its page logs in, then that it may be shown", async () => {
  const access = () => run("server-function", dataRequest("/_serverFn/1"), "/paie?mois=3");
  const { isAllowed, loginUrl } = (await access()) as { isAllowed: boolean; loginUrl: string };
  expect([isAllowed, (await follow({ loginUrl })).back]).toEqual([false, "/paie?mois=3"]);
  expect(await access()).toMatchObject({ isAllowed: true });
});

test("a guard in front of the router refuses the data of the page too", async () => {
  const { clientId, clientSecret, issuer } = provider;
  const own = createAuth({
    clientId,
    clientSecret,
    issuer,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
  });
  const app = express();
  runLines(snippets.get("front") ?? "", { app, auth: own });
  app.use((_request, response) => void response.send("data"));
  const server = app.listen(0, "localhost");
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  for (const path of ["/dossiers.data?page=2&_routes=x", "/dossiers/__data.json?page=2"]) {
    // oxlint-disable-next-line no-await-in-loop -- two
    const refused = await fetch(address + path, { headers: { accept: "*/*" } });
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await refused.json()).toMatchObject({ status: 401, page: "/dossiers?page=2" });
  }
  server.close().closeAllConnections();
});
