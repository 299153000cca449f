import { received, verifiedEmail } from "./received.js";
import { tryAgain } from "./try-again.js";

/**
 * The accounts, in SQL. accounts-drizzle.js and accounts-kysely.js do the same.
 *
 * @param database - what openDatabase() gives, with the tables of tables.js
 */
export function createAccounts(database) {
  const transaction = (run) => tryAgain(() => database.transaction(run));
  return {
    /**
     * The account of a person who has just logged in.
     *
     * @returns {Promise<{ state: "open" | "blocked", account: object } | { state: "new" | "waits" }>}
     */
    logIn: (user) => transaction((tx) => find(tx, user)),

    /** As logIn, but who is new gets an account. A form that is sent twice makes one. */
    signUp: (user, { name, administrator = false }) =>
      transaction(async (tx) => {
        const found = await find(tx, user);
        return found.state === "new" ? create(tx, user, { name, administrator }) : found;
      }),

    /** Those who wait for a decision, the longest first. */
    async cases() {
      const { rows } = await database.query(
        `select open_case.*, account.name, account.email, account.last_login
         from open_case join account on account.id = account_id order by since`,
      );
      return rows;
    },

    /**
     * Decides on an open case.
     *
     * @param {"replace" | "add" | "other"} decision - the account is this person's, and their former `sub` opens it no
     *   more; it is theirs, and opens by both; the e-mail is theirs, the account is not
     * @returns the identities that open the account no more; undefined when there is no such case any more
     */
    settle: (who, decision) => transaction((tx) => settle(tx, who, decision)),

    /** @returns the identities of the account */
    async block(id, blocked) {
      await database.query("update account set blocked = $1 where id = $2", [blocked, id]);
      const { rows } = await database.query("select issuer, sub from identity where account_id = $1", [id]);
      return rows;
    },
  };
}

async function find(tx, user) {
  const { issuer, sub } = user;
  const email = verifiedEmail(user);
  // Who comes with the same e-mail at the same moment waits here, and then finds what this one wrote.
  const holder = await first(tx, "select * from account where lower(email) = lower($1) for update", [email]);
  const known = await first(
    tx,
    "select account.* from identity join account on account.id = account_id where issuer = $1 and sub = $2",
    [issuer, sub],
  );
  if (known?.blocked) return { state: "blocked", account: known };
  if (known) return { state: "open", account: await update(tx, known, email) };
  if (!holder) return { state: "new" };

  if (!holder.blocked && holder.opens_by_email_until > new Date()) {
    await link(tx, user, holder.id, "replace");
    return { state: "open", account: await update(tx, holder, email) };
  }
  // Perhaps the same person with another sub, perhaps a person who was given the address of one who left.
  await tx.query(
    `insert into open_case (issuer, sub, account_id, received) values ($1, $2, $3, $4)
     on conflict (issuer, sub) do update set account_id = excluded.account_id, received = excluded.received`,
    [issuer, sub, holder.id, JSON.stringify(received(user))],
  );
  return { state: "waits" };
}

async function create(tx, user, { name, administrator }) {
  const account = await first(
    tx,
    "insert into account (name, email, administrator, last_login) values ($1, $2, $3, now()) returning *",
    [name, verifiedEmail(user), administrator],
  );
  await link(tx, user, account.id, "add");
  return { state: "open", account };
}

/** The e-mail as it is today. Where another account has it, that person has it no more. */
async function update(tx, { id }, email) {
  await tx.query(
    "update account set email = null, opens_by_email_until = null where lower(email) = lower($1) and id <> $2",
    [email, id],
  );
  const today =
    "update account set email = coalesce($1, email), last_login = now() where id = $2 returning *";
  return first(tx, today, [email, id]);
}

/** @returns the identities that open the account no more */
async function link(tx, { issuer, sub }, id, decision) {
  // The e-mail has done its part.
  await tx.query("update account set opens_by_email_until = null where id = $1", [id]);
  await tx.query("delete from open_case where issuer = $1 and sub = $2", [issuer, sub]);
  const former = "delete from identity where account_id = $1 and issuer = $2 returning issuer, sub";
  const { rows } = decision === "replace" ? await tx.query(former, [id, issuer]) : { rows: [] };
  await tx.query("insert into identity values ($1, $2, $3)", [issuer, sub, id]);
  return rows;
}

async function settle(tx, { issuer, sub }, decision) {
  const asked =
    "select from account where id = (select account_id from open_case where issuer = $1 and sub = $2)";
  // The account first, as in find: so no two wait for each other.
  await tx.query(`${asked} for update`, [issuer, sub]);
  // Of two administrators at once, one deletes it.
  const taken = "delete from open_case where issuer = $1 and sub = $2 returning *";
  const open = await first(tx, taken, [issuer, sub]);
  if (!open) return undefined;
  if (decision !== "other") return link(tx, open, open.account_id, decision);
  await tx.query(
    `update account set email = null, opens_by_email_until = null
     where id = $1 and lower(email) = lower($2)`,
    [open.account_id, open.received.email],
  );
  return [];
}

async function first(tx, sql, parameters) {
  return (await tx.query(sql, parameters)).rows[0];
}
