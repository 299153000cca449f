import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

/**
 * PostgreSQL: the one of `DATABASE_URL`, else one in this process, so that the example needs no server.
 *
 * @returns {Promise<{ query: Function, transaction: Function, close: Function }>}
 */
export async function openDatabase({ DATABASE_URL, DATA_FOLDER = "./data" } = process.env) {
  return DATABASE_URL ? onServer(DATABASE_URL) : PGlite.create(DATA_FOLDER);
}

function onServer(connectionString) {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  // Without a listener, the error of a connection that is not in use would end the process.
  pool.on("error", (error) => console.error(`PostgreSQL: ${error.message}`));
  return {
    query: (sql, parameters) => pool.query(sql, parameters),
    transaction: (run) => transaction(pool, run),
    close: () => pool.end(),
  };
}

async function transaction(pool, run) {
  const client = await pool.connect();
  let broken;
  try {
    await client.query("begin");
    const result = await run(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot even go back is not used again.
    await client.query("rollback").catch((failure) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
