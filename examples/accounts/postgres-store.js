// Sessions in PostgreSQL, in one file to copy. `database` is what has query(sql, parameters): a Pool of the package pg,
// or PGlite. Each call is one statement, which PostgreSQL runs as a whole; the isolation is its default, read committed.

/** The table, made where it is not there yet; instances that start at the same time wait for each other. */
export async function createSessionTable(database) {
  await database.query(`
    do $$ begin
      perform pg_advisory_xact_lock(hashtext('session_store'));
      create table if not exists session_store (
        key text collate "C" primary key,
        value text not null,
        expires_at timestamptz not null
      );
      create index if not exists session_store_expiry on session_store (expires_at);
    end $$`);
}

/**
 * The store: `createAuth({ session: { store: postgresStore(database) } })`.
 *
 * @param {{ prefix?: string }} [options] - what stands before each key, where several applications share the table
 * @returns {import("@moncomptepro/server").SessionStore}
 */
export function postgresStore(database, { prefix = "" } = {}) {
  const run = async (sql, key, ...parameters) =>
    (await database.query(sql, [`${prefix}${key}`, ...parameters])).rows;

  return {
    async read(key) {
      const [row] = await run("select value from session_store where key = $1 and expires_at > now()", key);
      return row?.value;
    },

    async write(key, value, seconds) {
      await run(
        `insert into session_store values ($1, $2, now() + make_interval(secs => $3))
         on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`,
        key,
        value,
        seconds,
      );
    },

    async add(key, value, seconds) {
      // A row that has expired may still be there: it counts as none.
      const rows = await run(
        `insert into session_store values ($1, $2, now() + make_interval(secs => $3))
         on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
         where session_store.expires_at <= now()
         returning key`,
        key,
        value,
        seconds,
      );
      return rows.length === 1;
    },

    async replace(key, expected, value, seconds) {
      const rows = await run(
        `update session_store set value = $3, expires_at = now() + make_interval(secs => $4)
         where key = $1 and value = $2 and expires_at > now()
         returning key`,
        key,
        expected,
        value,
        seconds,
      );
      return rows.length === 1;
    },

    async remove(key) {
      await run("delete from session_store where key = $1", key);
    },
  };
}

/** Removes what has expired; no reader sees it before that either. Once in some minutes is enough, by one instance or by all. */
export async function sweepSessions(database) {
  await database.query("delete from session_store where expires_at <= now()");
}
