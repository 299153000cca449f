/** The tables, made where they are not there yet; instances that start at the same time wait for each other. */
export async function createAccountTables(database) {
  await database.query(`
    do $$ begin
      perform pg_advisory_xact_lock(hashtext('account'));

      create table if not exists account (
        id integer generated always as identity primary key,
        name text not null,
        -- As a provider verified it. It changes hands: who proved it last has it, and who had it before has none.
        email text,
        -- Until then the e-mail opens the account, once: see README.md. Null: it does not.
        opens_by_email_until timestamptz,
        administrator boolean not null default false,
        blocked boolean not null default false,
        last_login timestamptz
      );
      -- One rule for e-mails: the case does not count.
      create unique index if not exists account_email on account (lower(email));

      -- Who may log in to which account. A sub means a person at its issuer only.
      create table if not exists identity (
        issuer text not null,
        sub text not null,
        account_id integer not null references account on delete cascade,
        primary key (issuer, sub)
      );
      create index if not exists identity_account on identity (account_id);

      -- Who came with the e-mail of an account that is perhaps another person's.
      create table if not exists open_case (
        issuer text not null,
        sub text not null,
        account_id integer not null references account on delete cascade,
        received jsonb not null,
        since timestamptz not null default now(),
        primary key (issuer, sub)
      );
      create index if not exists open_case_account on open_case (account_id);
    end $$`);
}
