import { sql } from "kysely";
import { received, verifiedEmail } from "./received.js";
import { tryAgain } from "./try-again.js";

const hasEmail = (email) => sql`lower(account.email) = lower(${email})`;

/**
 * What accounts.js does, in Kysely.
 *
 * @param database - `new Kysely({ dialect: new PostgresDialect({ pool }) })`
 */
export function createAccounts(database) {
  const transaction = (run) => tryAgain(() => database.transaction().execute(run));
  return {
    logIn: (user) => transaction((tx) => find(tx, user)),

    signUp: (user, { name, administrator = false }) =>
      transaction(async (tx) => {
        const found = await find(tx, user);
        return found.state === "new" ? create(tx, user, { name, administrator }) : found;
      }),

    cases: () =>
      database
        .selectFrom("open_case")
        .innerJoin("account", "account.id", "account_id")
        .selectAll("open_case")
        .select(["name", "email", "last_login"])
        .orderBy("since")
        .execute(),

    settle: (who, decision) => transaction((tx) => settle(tx, who, decision)),

    async block(id, blocked) {
      await database.updateTable("account").set({ blocked }).where("id", "=", id).execute();
      return database.selectFrom("identity").select(["issuer", "sub"]).where("account_id", "=", id).execute();
    },
  };
}

async function find(tx, user) {
  const { issuer, sub } = user;
  const email = verifiedEmail(user);
  // Who comes with the same e-mail at the same moment waits here, and then finds what this one wrote.
  const holder = await tx
    .selectFrom("account")
    .selectAll()
    .where(hasEmail(email))
    .forUpdate()
    .executeTakeFirst();
  const known = await tx
    .selectFrom("identity")
    .innerJoin("account", "account.id", "account_id")
    .selectAll("account")
    .where("issuer", "=", issuer)
    .where("sub", "=", sub)
    .executeTakeFirst();
  if (known?.blocked) return { state: "blocked", account: known };
  if (known) return { state: "open", account: await update(tx, known, email) };
  if (!holder) return { state: "new" };

  if (!holder.blocked && holder.opens_by_email_until > new Date()) {
    await link(tx, user, holder.id, "replace");
    return { state: "open", account: await update(tx, holder, email) };
  }
  const asked = { account_id: holder.id, received: JSON.stringify(received(user)) };
  await tx
    .insertInto("open_case")
    .values({ issuer, sub, ...asked })
    .onConflict((conflict) => conflict.columns(["issuer", "sub"]).doUpdateSet(asked))
    .execute();
  return { state: "waits" };
}

async function create(tx, user, { name, administrator }) {
  const account = await tx
    .insertInto("account")
    .values({ name, administrator, email: verifiedEmail(user), last_login: sql`now()` })
    .returningAll()
    .executeTakeFirstOrThrow();
  await link(tx, user, account.id);
  return { state: "open", account };
}

async function update(tx, { id }, email) {
  await tx
    .updateTable("account")
    .set({ email: null, opens_by_email_until: null })
    .where(hasEmail(email))
    .where("id", "!=", id)
    .execute();
  return tx
    .updateTable("account")
    .set({ email: sql`coalesce(${email}, email)`, last_login: sql`now()` })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function link(tx, { issuer, sub }, id, decision) {
  await tx.updateTable("account").set({ opens_by_email_until: null }).where("id", "=", id).execute();
  await tx.deleteFrom("open_case").where("issuer", "=", issuer).where("sub", "=", sub).execute();
  const replaced =
    decision === "replace"
      ? await tx
          .deleteFrom("identity")
          .where("account_id", "=", id)
          .where("issuer", "=", issuer)
          .returning(["issuer", "sub"])
          .execute()
      : [];
  await tx.insertInto("identity").values({ issuer, sub, account_id: id }).execute();
  return replaced;
}

async function settle(tx, { issuer, sub }, decision) {
  const asked = tx
    .selectFrom("open_case")
    .select("account_id")
    .where("issuer", "=", issuer)
    .where("sub", "=", sub);
  // The account first, as in find: so no two wait for each other.
  await tx.selectFrom("account").select("id").where("id", "=", asked).forUpdate().execute();
  // Of two administrators at once, one deletes it.
  const open = await tx
    .deleteFrom("open_case")
    .where("issuer", "=", issuer)
    .where("sub", "=", sub)
    .returningAll()
    .executeTakeFirst();
  if (!open) return undefined;
  if (decision !== "other") return link(tx, open, open.account_id, decision);
  await tx
    .updateTable("account")
    .set({ email: null, opens_by_email_until: null })
    .where("id", "=", open.account_id)
    .where(hasEmail(open.received.email))
    .execute();
  return [];
}
