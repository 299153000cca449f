import type { Page } from "@playwright/test";
import { moncomptepro, proconnect } from "@moncomptepro/profiles";
import { startOpenProvider, type OpenProvider } from "../test/open-provider.js";
import { expect, test as base } from "../test/site.js";
import type * as publicClient from "./public-client.js";

const test = base.extend<{ provider: OpenProvider }>({
  provider: async ({ site }, use) => {
    const provider = await startOpenProvider(`${site.origin}/spa`);
    await use(provider);
    provider.stop();
  },
});

type Settings = { issuer: string };

/** Runs in the page: a client of a profile of the integrator's own. */
const WITH_CLIENT = async ({ issuer }: Settings, call: "login" | "handleCallback"): Promise<unknown> => {
  const { createPublicClient, ClientError } = (await import(
    new URL("/moncomptepro-browser-public-client.js", location.href).href
  )) as typeof publicClient;
  const client = createPublicClient({
    profile: {
      id: "ours",
      environments: { production: { issuer } },
      authorization: { defaultScope: "openid email" },
      clientAuthentication: ["none"],
      toUser: ({ idToken, userinfo }) => ({ sub: idToken["sub"], email: userinfo["email"] }),
    },
    clientId: "page",
    redirectUri: `${location.origin}/spa`,
  });
  try {
    return (await client[call]()) ?? "nothing";
  } catch (error) {
    return error instanceof ClientError ? error.code : String(error);
  }
};

async function begin(page: Page, { issuer }: Settings): Promise<void> {
  await page.evaluate(`void (${WITH_CLIENT.toString()})(${JSON.stringify({ issuer })}, "login")`);
  await page.waitForURL("**/interaction/**");
}

/** Logs in at the provider, and stops where the answer arrives. */
async function logIn(page: Page): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill("agent");
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/spa?**");
}

const finish = (page: Page, { issuer }: Settings): Promise<unknown> =>
  page.evaluate(`(${WITH_CLIENT.toString()})(${JSON.stringify({ issuer })}, "handleCallback")`);

test("a page of its own provider logs in without a server, and keeps no token", async ({
  page,
  provider,
}) => {
  await begin(page, provider);
  await logIn(page);
  expect(await finish(page, provider)).toEqual({
    user: { sub: "agent", email: "agent@mairie.example" },
    returnTo: "/dossiers?page=2&q=%C3%A9t%C3%A9#third",
  });
  expect(page.url()).not.toContain("code=");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await finish(page, provider)).toBe("nothing");
});

test("an ID token whose signature is not the provider's logs nobody in", async ({ page, provider }) => {
  await begin(page, provider);
  await page.route(`${provider.issuer}/token`, async (route) => {
    const response = await route.fetch();
    const tokens = (await response.json()) as { id_token: string };
    const [header, payload, signature = ""] = tokens.id_token.split(".");
    const forged = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    await route.fulfill({ response, json: { ...tokens, id_token: `${header}.${payload}.${forged}` } });
  });
  await logIn(page);
  expect(await finish(page, provider)).toBe("untrusted_answer");
});

test("an answer of another provider, and one that this tab did not ask for, are refused", async ({
  page,
  provider,
}) => {
  await begin(page, provider);
  await logIn(page);
  const answer = page.url();
  const other = new URL(answer);
  other.searchParams.set("iss", "https://evil.test");
  await page.goto(other.href);
  expect(await finish(page, provider)).toBe("untrusted_answer");
  await page.goto(answer);
  expect(await finish(page, provider)).toBe("login_expired");
});

test("a refusal keeps its code, and a provider that is gone is a network error", async ({
  page,
  site,
  provider,
}) => {
  await begin(page, provider);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL("**/spa?error=access_denied**");
  expect(await finish(page, provider)).toBe("access_denied");
  provider.stop();
  await page.goto(`${site.origin}/dossiers`);
  const call = `(${WITH_CLIENT.toString()})(${JSON.stringify({ issuer: provider.issuer })}, "login")`;
  expect(await page.evaluate(call)).toBe("network");
});

test("the built-in profiles refuse it with the reason", async () => {
  const { createPublicClient } = await import("@moncomptepro/browser/public-client");
  for (const profile of [moncomptepro, proconnect]) {
    expect(() =>
      createPublicClient({ profile, clientId: "page", redirectUri: "https://app.example/" }),
    ).toThrow(/registers no public clients, and its token endpoint answers no page\. Use createClient\(/);
  }
});
