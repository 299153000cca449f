import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test as base, expect } from "@playwright/test";
import express from "express";
import helmet from "helmet";
import { startMockProvider } from "@moncomptepro/mock";
import { createAuth } from "@moncomptepro/server/express";
import { runLines } from "@moncomptepro/test-kit/documented-lines";
import { freePort } from "@moncomptepro/test-kit/free-port";
import { logInAs } from "./provider-pages.js";

/** The recipe as each README prints it. */
function recipe(readme: string): string {
  const document = readFileSync(new URL(`../packages/server/${readme}`, import.meta.url), "utf8");
  const found = /^```(?:ts|js)\n((?:(?!^```).)*?redirect: "\/inscription".*?)^```$/ms.exec(document)?.[1];
  if (!found) throw new Error(`${readme} prints no recipe`);
  return found;
}

const test = base.extend<{ readme: string }>({
  readme: ["README.md", { option: true }],
  baseURL: async ({ readme }, use) => {
    const port = await freePort();
    const baseUrl = `http://localhost:${port}`;
    const mock = await startMockProvider({ redirectUris: [`${baseUrl}/auth/callback`] });
    const { issuer, clientId, clientSecret = "" } = mock;
    const sessionSecret = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";
    const settings = { issuer, clientId, clientSecret, baseUrl, sessionSecret };
    const app = express();
    app.use(helmet());
    const accounts = new Set<string>();
    const given = {
      app,
      createAuth: (own: object) => createAuth({ ...own, ...settings }),
      findAccount: ({ sub }: { sub: string }) => accounts.has(sub),
      createAccount: ({ sub }: { sub: string }) => accounts.add(sub),
      signUpPage: ({ email }: { email: string }) =>
        `<p>${email}</p><form method="post"><button>Oui</button></form>`,
    };
    const auth = runLines(recipe(readme), given, "auth") as ReturnType<typeof createAuth>;
    app.get(
      "/compte",
      auth.requireUser(),
      (request, response) => void response.send(auth.user(request).email),
    );
    const server = createServer(app).listen(port, "localhost");
    await once(server, "listening");
    await use(baseUrl);
    server.close().closeAllConnections();
    await mock.stop();
  },
});

for (const readme of ["README.md", "README.fr.md"]) {
  test.describe(readme, () => {
    test.use({ readme });
    test("who is new signs up with what was received, and goes on to their page under helmet’s policy", async ({
      page,
    }) => {
      await page.goto("/compte");
      await logInAs(page, "town-hall-agent");
      await expect(page).toHaveURL("/inscription");
      await expect(page.getByText("claire.martin@mairie-sainte-exemple.example")).toBeVisible();
      await page.getByRole("button", { name: "Oui" }).click();
      await expect(page).toHaveURL("/compte");
      await expect(page.getByText("claire.martin@mairie-sainte-exemple.example")).toBeVisible();
    });
  });
}
