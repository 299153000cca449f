import type { Locator, Page } from "@playwright/test";

/** A page’s script, and an account as an application writes it. */
export const SCRIPT = `<script type="module" src="/dist/moncomptepro-elements.js"></script>`;

export const ACCOUNT = `<moncomptepro-account
  name="Claire Martin"
  email="claire.martin@mairie.example"
  organization="Commune de Sainte-Exemple"
  siret="21990001600011"
  organization-href="/auth/select-organization"
>
  <details>
    <summary>Claire Martin</summary>
    <form method="post" action="/auth/logout"><button>Se déconnecter</button></form>
  </details>
</moncomptepro-account>`;

/** The account, once its script has taken over. */
export const account = (page: Page): Locator => page.locator("moncomptepro-account:defined");
export const trigger = (page: Page): Locator => account(page).locator(".trigger");
export const panel = (page: Page): Locator => account(page).locator(".panel");
export const logout = (page: Page): Locator => page.getByRole("button", { name: "Se déconnecter" });
