import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import type { Organization } from "@moncomptepro/server";
import { moncomptepro } from "@moncomptepro/server/better-auth";

// A real application has tables in a database here.
const tables = { user: [], session: [], account: [], verification: [] };
const organizations = new Map<string, Organization>();

export const auth = betterAuth({
  basePath: "/api/better",
  baseURL: process.env.BETTER_AUTH_URL,
  database: memoryAdapter(tables),
  plugins: [moncomptepro({ onLogin: ({ user }) => void organizations.set(user.sub, user.organization) })],
});

/** The organisation of the person who is logged in: `accountId` is the `sub` at the provider. */
export async function organizationOf(headers: Headers): Promise<Organization | undefined> {
  const accounts = await auth.api.listUserAccounts({ headers });
  const account = accounts.find(({ providerId }) => providerId === "moncomptepro");
  return account && organizations.get(account.accountId);
}
