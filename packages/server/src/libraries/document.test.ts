import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import session from "express-session";
import { Passport } from "passport";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserAt, SECRET } from "@moncomptepro/test-kit/browser";
import { namedBlocks, runLines } from "@moncomptepro/test-kit/documented-lines";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createVerifier } from "../verify.js";
import { createStrategy } from "./passport.js";

const root = new URL("../../../../", import.meta.url);
const snippets = namedBlocks("docs/libraries.md", String.raw`\w+ file=`);

let hostile: HostileProvider;
const servers: Server[] = [];

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await hostile.stop();
});

test.each([...snippets.keys()].filter((name) => name.includes("/")))("prints %s as it runs", (name) => {
  expect(snippets.get(name)).toBe(readFileSync(new URL(`examples/libraries/${name}`, root), "utf8"));
});

test.each([
  ["passport", "/login/callback"],
  ["verify", "/callback"],
])("what it says of %s logs a person in", async (name, callback) => {
  const app = express();
  const server = app.listen(0);
  servers.push(server);
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  process.env["MONCOMPTEPRO_BASE_URL"] = address;
  process.env["SESSION_SECRET"] = SECRET;
  process.env["MONCOMPTEPRO_ISSUER"] = hostile.issuer;
  process.env["MONCOMPTEPRO_CLIENT_ID"] = hostile.clientId;
  process.env["MONCOMPTEPRO_CLIENT_SECRET"] = hostile.clientSecret;
  const passport = new Passport();
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user: Express.User, done) => done(null, user));
  if (name === "verify") app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  const lines = snippets.get(name) ?? "throw new Error('no snippet')";
  runLines(lines, { app, passport, session, createStrategy, createVerifier });
  app.get("/", (req, res) => void res.json(req.user ?? (req.session as { user?: object }).user ?? null));

  const browser = browserAt(address);
  const started = await browser.open("/login");
  const asked = new URL(started.headers.get("location") ?? "").searchParams;
  hostile.nonce = asked.get("nonce") ?? "";
  const answer = { code: "code", state: asked.get("state") ?? "", iss: hostile.issuer };
  await browser.open(`${callback}?${new URLSearchParams(answer)}`);
  expect(await (await browser.open("/")).json()).toMatchObject({ email: "jean@mairie.example" });
  if (name !== "passport") return;
  const out = await browser.open("/logout", { method: "POST" });
  expect(out.headers.get("location")).toMatch(`${hostile.issuer}/logout?client_id=`);
  expect(await (await browser.open("/")).json()).toBeNull();
});
