// Runs one application in a process of its own, and tells what it cost.
import { createServer } from "node:http";

const [name, issuer] = process.argv.slice(2);
const server = createServer();
server.listen(0, "localhost");
await new Promise((resolve) => server.once("listening", resolve));
const baseUrl = `http://localhost:${server.address().port}`;
const { default: build } = await import(`./applications/${name}.mjs`);
const settings = {
  baseUrl,
  clientId: "bench",
  clientSecret: "secret",
  issuer,
  sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
};
server.on("request", build(settings));

process.on("SIGINT", () => process.exit());
process.on("message", () => process.send({ cpu: process.cpuUsage() }));
process.send({ baseUrl });
