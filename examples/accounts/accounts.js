import { PGlite } from "@electric-sql/pglite";

// PostgreSQL in this process, for an example that needs no server: the same SQL runs on yours.
export const database = await PGlite.create(process.env.DATA_FOLDER ?? "./data");

await database.exec(`
  create table if not exists account (
    id integer generated always as identity primary key,
    email text not null,
    administrator boolean not null default false,
    blocked boolean not null default false
  );
  -- Who may log in to which account. An e-mail changes hands, a person changes e-mail: only (issuer, sub) stays.
  create table if not exists identity (
    issuer text not null,
    sub text not null,
    account_id integer not null references account,
    confirmed boolean not null,
    primary key (issuer, sub)
  );
`);

/**
 * The account of a person who has just logged in: theirs, or a new one.
 *
 * @returns {Promise<{ account: { id: number, administrator: boolean } } | { refuse: string }>}
 */
export function logIn({ issuer, sub, email }) {
  return database.transaction(async (transaction) => {
    const first = async (sql, parameters) => (await transaction.query(sql, parameters)).rows[0];
    // Two first logins at once must not make two accounts.
    await transaction.exec("lock table identity in share row exclusive mode");

    const known = await first(
      `select account.*, identity.confirmed from identity join account on account.id = identity.account_id
       where issuer = $1 and sub = $2`,
      [issuer, sub],
    );
    if (known?.blocked) return { refuse: "the account is blocked" };
    if (known && !known.confirmed) return { refuse: "an administrator has not confirmed this identity yet" };
    if (known) {
      await transaction.query("update account set email = $1 where id = $2", [email, known.id]);
      return { account: known };
    }

    const sameEmail = await first("select id from account where lower(email) = lower($1)", [email]);
    if (sameEmail) {
      // Perhaps the same person at another provider, perhaps a person who was given the address of one who left.
      await transaction.query("insert into identity values ($1, $2, $3, false)", [issuer, sub, sameEmail.id]);
      return { refuse: "the e-mail is of an account whose owner has another identity" };
    }

    const account = await first(
      `insert into account (email, administrator) values ($1, not exists (select from account))
       returning id, administrator`,
      [email],
    );
    await transaction.query("insert into identity values ($1, $2, $3, true)", [issuer, sub, account.id]);
    return { account };
  });
}

/** Identities that ask for an account of which another person is the owner, or was. */
export async function unconfirmed() {
  const { rows } = await database.query(
    `select issuer, sub, account_id, email from identity join account on account.id = account_id
     where not confirmed order by email`,
  );
  return rows;
}

/** Gives an identity the account that it asks for. */
export async function confirm(issuer, sub) {
  await database.query("update identity set confirmed = true where issuer = $1 and sub = $2", [issuer, sub]);
}

/** @returns the identities that log in to the account */
export async function block(id, blocked) {
  await database.query("update account set blocked = $1 where id = $2", [blocked, id]);
  const { rows } = await database.query("select issuer, sub from identity where account_id = $1", [id]);
  return rows;
}
