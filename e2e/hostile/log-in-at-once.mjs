import { createAuth } from "@moncomptepro/server";

/**
 * Logs many people in at the same time, each time that it is told to, and says how much memory the process ever took.
 * Every message is a way to call the provider, and a number of people; the answer is the status of each callback, and
 * bytes.
 */
const [issuer] = process.argv.slice(2);
const baseUrl = "https://application.example";
const quiet = () => undefined;
const options = {
  clientId: "application",
  clientSecret: "the secret of the application",
  issuer,
  baseUrl,
  sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
  logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
};
const ways = { node: createAuth(options), fetch: createAuth({ ...options, fetch }) };
const headers = { accept: "text/html", "sec-fetch-dest": "document" };

async function begin(auth) {
  const response = await auth.handler(new Request(`${baseUrl}/auth/login`, { headers }));
  const asked = new URL(response.headers.get("location")).searchParams;
  const [cookie] = response.headers.getSetCookie()[0].split(";");
  return { asked, cookie };
}

async function comeBack(auth, { asked, cookie }, index) {
  const code = `${index}.${asked.get("nonce")}`;
  const answer = new URLSearchParams({ code, state: asked.get("state"), iss: issuer });
  const address = `${baseUrl}/auth/callback?${answer}`;
  return (await auth.handler(new Request(address, { headers: { ...headers, cookie } }))).status;
}

process.on("message", async ({ way, people }) => {
  const auth = ways[way];
  const begun = await Promise.all(Array.from({ length: people }, () => begin(auth)));
  globalThis.gc();
  const statuses = await Promise.all(begun.map((each, index) => comeBack(auth, each, index)));
  // In kilobytes: the most that the process ever held in memory.
  process.send({ statuses, peak: process.resourceUsage().maxRSS * 1024 });
});
