import type { Page } from "@playwright/test";
import type { ArmedFault, MockProvider } from "@moncomptepro/mock";
import { loginAs } from "@moncomptepro/mock/playwright";
import { expect, test } from "./fixtures.js";

/** Starts a login from a page that needs one, as a person of a town hall. */
async function logIn(page: Page): Promise<void> {
  await page.goto("/dossiers");
  await loginAs(page, "town-hall-agent");
}

/** The page that explains leads to another login, and that one to the page asked for. */
async function startAgain(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
}

const NOT_DONE = "La connexion n’a pas abouti";
const UNTRUSTED = "Connexion interrompue par sécurité";
const UNAVAILABLE = "Connexion impossible pour le moment";

const failures: readonly [what: string, heading: string, arm: (mock: MockProvider) => ArmedFault][] = [
  ["an ID token without a signature of the provider", UNTRUSTED, (mock) => mock.fault("wrong_signature")],
  ["an ID token of another login", UNTRUSTED, (mock) => mock.fault("wrong_nonce")],
  ["userinfo of another person", UNTRUSTED, (mock) => mock.fault("wrong_sub", { endpoint: "userinfo" })],
  [
    "the answer of another provider",
    UNTRUSTED,
    (mock) => mock.fault("wrong_iss", { endpoint: "authorization" }),
  ],
  ["a person without e-mail", NOT_DONE, (mock) => mock.fault("missing_claim", { claim: "email" })],
  ["a token endpoint in error", UNAVAILABLE, (mock) => mock.fault("http_error", { endpoint: "token" })],
  ["userinfo that breaks off", UNAVAILABLE, (mock) => mock.fault("invalid_answer", { endpoint: "userinfo" })],
];

for (const [what, heading, arm] of failures) {
  test(`${what} is explained, and the next login ends where the first was to`, async ({ page, servers }) => {
    const fault = arm(servers.mock);
    await logIn(page);
    await startAgain(page, heading);
    expect(fault.applied).toBe(1);
    // The person is still logged in at the provider: no page of it is shown.
    await expect(page).toHaveURL("/dossiers");
    await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  });
}

test("keys replaced in the middle of a login are fetched anew", async ({ page, context, servers }) => {
  await logIn(page);
  await expect(page).toHaveURL("/dossiers");
  await context.clearCookies();

  const rotation = servers.mock.fault("key_rotation");
  await logIn(page);
  await expect(page).toHaveURL("/dossiers");
  await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  expect(rotation.applied).toBe(1);
});

test("a provider that goes away in the middle of a login is explained, and back again lets in", async ({
  page,
  servers,
}) => {
  const { mock } = servers;
  await page.goto("/dossiers");
  // The browser still reaches the provider: the application alone does not.
  mock.fault("http_error", { endpoint: "token", times: "unlimited", status: 502 });
  await loginAs(page, "town-hall-agent");
  await startAgain(page, UNAVAILABLE);
  await startAgain(page, UNAVAILABLE);
  mock.clearFaults();
  await startAgain(page, UNAVAILABLE);
  await expect(page).toHaveURL("/dossiers");
});

test("a fault for one person leaves the others alone", async ({ page, servers }) => {
  servers.mock.fault("access_denied", { person: "contractor", times: "unlimited" });
  await page.goto("/dossiers");
  await loginAs(page, "contractor");
  await expect(page.getByText("La connexion a été abandonnée ou refusée.")).toBeVisible();
  await page.context().clearCookies();
  await logIn(page);
  await expect(page).toHaveURL("/dossiers");
});

test("the provider tells what the application asked for, and how", async ({ page, servers }) => {
  await logIn(page);
  await expect(page).toHaveURL("/dossiers");
  const { requests } = servers.mock;
  const authorization = requests.find(({ endpoint }) => endpoint === "authorization");
  expect(authorization?.parameters).toMatchObject({
    scope: "openid email profile phone organization",
    code_challenge_method: "S256",
    response_type: "code",
  });
  const token = requests.find(({ endpoint }) => endpoint === "token");
  expect(token).toMatchObject({ clientAuthentication: "client_secret_post", status: 200 });
});
