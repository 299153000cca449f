import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { startApplication, type Application } from "./application.js"; // yours

let application: Application;
let mock: MockProvider;

beforeAll(async () => {
  application = await startApplication();
  mock = await startMockProvider({ redirectUris: [`${application.origin}/auth/callback`] });
  Object.assign(process.env, mock.environment); // MONCOMPTEPRO_ISSUER, _CLIENT_ID, _CLIENT_SECRET
});
beforeEach(() => mock.reset());
afterAll(async () => {
  application.stop();
  await mock.stop();
});

/** What a browser does: the application’s login, the provider’s pages, the way back. */
async function logIn(person: string): Promise<{ status: number; page: string }> {
  const login = await fetch(`${application.origin}/login`, { redirect: "manual" });
  const callback = await mock.logIn(login.headers.get("location") ?? "", person);
  const headers = { cookie: login.headers.get("set-cookie") ?? "" };
  const { status } = await fetch(callback, { headers, redirect: "manual" });
  return { status, page: await (await fetch(application.origin, { headers })).text() };
}

it("greets who logged in", async () => {
  expect((await logIn("town-hall-agent")).page).toBe("Hello, Claire Martin");
});

it("lets no person in on a token that the provider did not sign", async () => {
  const fault = mock.fault("wrong_signature");
  expect(await logIn("town-hall-agent")).toEqual({ status: 502, page: "Hello, stranger" });
  expect(fault.applied).toBe(1);
});

it("asks for no more than it needs", async () => {
  await logIn("town-hall-agent");
  const asked = mock.requests.find(({ endpoint }) => endpoint === "authorization");
  expect(asked?.parameters["scope"]).toBe("openid email profile organization");
});
