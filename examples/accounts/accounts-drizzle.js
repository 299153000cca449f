import { and, asc, eq, getTableColumns, ne, sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { received, verifiedEmail } from "./received.js";
import { tryAgain } from "./try-again.js";

const lower = (value) => sql`lower(${value})`;
const instant = (name) => timestamp(name, { withTimezone: true });

/** The tables of tables.js. */
export const account = pgTable(
  "account",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    email: text(),
    opens_by_email_until: instant(),
    administrator: boolean().notNull().default(false),
    blocked: boolean().notNull().default(false),
    last_login: instant(),
  },
  (table) => [uniqueIndex("account_email").on(lower(table.email))],
);
const account_id = () =>
  integer()
    .notNull()
    .references(() => account.id, { onDelete: "cascade" });
export const identity = pgTable(
  "identity",
  { issuer: text().notNull(), sub: text().notNull(), account_id: account_id() },
  (table) => [
    primaryKey({ columns: [table.issuer, table.sub] }),
    index("identity_account").on(table.account_id),
  ],
);
export const openCase = pgTable(
  "open_case",
  {
    issuer: text().notNull(),
    sub: text().notNull(),
    account_id: account_id(),
    received: jsonb().notNull(),
    since: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.sub] }),
    index("open_case_account").on(table.account_id),
  ],
);

const is = (table, { issuer, sub }) => and(eq(table.issuer, issuer), eq(table.sub, sub));
const hasEmail = (email) => eq(lower(account.email), lower(email));

/**
 * What accounts.js does, in Drizzle.
 *
 * @param database - what drizzle(pool) of drizzle-orm/node-postgres gives
 */
export function createAccounts(database) {
  const transaction = (run) => tryAgain(() => database.transaction(run));
  return {
    logIn: (user) => transaction((tx) => find(tx, user)),

    signUp: (user, { name, administrator = false }) =>
      transaction(async (tx) => {
        const found = await find(tx, user);
        return found.state === "new" ? create(tx, user, { name, administrator }) : found;
      }),

    cases() {
      const { name, email, last_login } = account;
      return database
        .select({ ...getTableColumns(openCase), name, email, last_login })
        .from(openCase)
        .innerJoin(account, eq(account.id, openCase.account_id))
        .orderBy(asc(openCase.since));
    },

    settle: (who, decision) => transaction((tx) => settle(tx, who, decision)),

    async block(id, blocked) {
      await database.update(account).set({ blocked }).where(eq(account.id, id));
      const { issuer, sub } = identity;
      return database.select({ issuer, sub }).from(identity).where(eq(identity.account_id, id));
    },
  };
}

async function find(tx, user) {
  const email = verifiedEmail(user);
  // Who comes with the same e-mail at the same moment waits here, and then finds what this one wrote.
  const [holder] = await tx.select().from(account).where(hasEmail(email)).for("update");
  const [known] = await tx
    .select(getTableColumns(account))
    .from(identity)
    .innerJoin(account, eq(account.id, identity.account_id))
    .where(is(identity, user));
  if (known?.blocked) return { state: "blocked", account: known };
  if (known) return { state: "open", account: await update(tx, known, email) };
  if (!holder) return { state: "new" };

  if (!holder.blocked && holder.opens_by_email_until > new Date()) {
    await link(tx, user, holder.id, "replace");
    return { state: "open", account: await update(tx, holder, email) };
  }
  const { issuer, sub } = user;
  const asked = { account_id: holder.id, received: received(user) };
  await tx
    .insert(openCase)
    .values({ issuer, sub, ...asked })
    .onConflictDoUpdate({ target: [openCase.issuer, openCase.sub], set: asked });
  return { state: "waits" };
}

async function create(tx, user, { name, administrator }) {
  const [created] = await tx
    .insert(account)
    .values({ name, administrator, email: verifiedEmail(user), last_login: sql`now()` })
    .returning();
  await link(tx, user, created.id);
  return { state: "open", account: created };
}

async function update(tx, { id }, email) {
  await tx
    .update(account)
    .set({ email: null, opens_by_email_until: null })
    .where(and(hasEmail(email), ne(account.id, id)));
  const [updated] = await tx
    .update(account)
    .set({ email: sql`coalesce(${email}, email)`, last_login: sql`now()` })
    .where(eq(account.id, id))
    .returning();
  return updated;
}

async function link(tx, { issuer, sub }, id, decision) {
  await tx.update(account).set({ opens_by_email_until: null }).where(eq(account.id, id));
  await tx.delete(openCase).where(is(openCase, { issuer, sub }));
  const replaced =
    decision === "replace"
      ? await tx
          .delete(identity)
          .where(and(eq(identity.account_id, id), eq(identity.issuer, issuer)))
          .returning({ issuer: identity.issuer, sub: identity.sub })
      : [];
  await tx.insert(identity).values({ issuer, sub, account_id: id });
  return replaced;
}

async function settle(tx, who, decision) {
  const asked = tx.select({ id: openCase.account_id }).from(openCase).where(is(openCase, who));
  // The account first, as in find: so no two wait for each other.
  await tx.select().from(account).where(eq(account.id, asked)).for("update");
  // Of two administrators at once, one deletes it.
  const [open] = await tx.delete(openCase).where(is(openCase, who)).returning();
  if (!open) return undefined;
  if (decision !== "other") return link(tx, open, open.account_id, decision);
  await tx
    .update(account)
    .set({ email: null, opens_by_email_until: null })
    .where(and(eq(account.id, open.account_id), hasEmail(open.received.email)));
  return [];
}
