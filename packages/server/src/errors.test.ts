import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import express from "express";
import fastify from "fastify";
import { describe, expect, test, vi } from "vitest";
import { ERRORS, type ErrorCode } from "./error-codes.js";
import { AuthError } from "./errors.js";
import { ENGLISH } from "./pages/texts/en.js";

const TOKEN = "4Zk9cQ2vXw7Lr1Tn8Yb3Hd6Jf5Gs0Pa_Mq-Ue2Ri7W";
const CODES = Object.keys(ERRORS) as ErrorCode[];

/** What libraries throw: a body, a response and an error of their own hang on it. */
function caught(): Error {
  const inner = Object.assign(new Error(`the body was {"access_token":"${TOKEN}"}`), { body: TOKEN });
  return Object.assign(new TypeError(`refused ${TOKEN} of jean@mairie.example`, { cause: inner }), {
    code: "OAUTH_RESPONSE_BODY_ERROR",
    response: new Response(TOKEN, { headers: { authorization: TOKEN } }),
    body: { access_token: TOKEN, nested: { refresh_token: TOKEN } },
    [Symbol("more")]: TOKEN,
  });
}

test("a hint is safe to log as it is: it holds no line of its own, no e-mail, no token", () => {
  const { hint } = new AuthError("internal_error", { hint: `one\ntwo jean@mairie.example ${TOKEN}` });
  expect(hint).toBe("one\\ntwo (e-mail) (token)");
});

test.each(CODES)("%s: frameworks that send message, status and code say nothing of the hint", (code) => {
  const error = new AuthError(code, { hint: "the secret place", cause: caught() });
  expect(error.message).toBe(`${ENGLISH.errors[code]} (${code})`);
  expect([error.status, error.statusCode]).toEqual([ERRORS[code].status, ERRORS[code].status]);
  expect(error.hint).toBe("the secret place");
  for (const sent of [error.message, String(error), error.stack, JSON.stringify(error)])
    expect(sent).not.toMatch(/secret place|4Zk9cQ2vXw7Lr1Tn/);
});

test("what was caught keeps its name, its message and its code, and nothing that hangs on it", () => {
  const error = new AuthError("client_refused", { cause: caught() });
  expect(error.cause).toMatchObject({ name: "TypeError", code: "OAUTH_RESPONSE_BODY_ERROR" });
  expect((error.cause as Error).message).toBe("refused (token) of (e-mail)");
  for (const shown of [
    inspect(error, { depth: 10, showHidden: true }),
    inspect(error.cause, { depth: 10 }),
  ]) {
    expect(shown).toContain("OAUTH_RESPONSE_BODY_ERROR");
    expect(shown).not.toMatch(new RegExp(`${TOKEN.slice(0, 12)}|jean@`));
  }
});

test("the text that JSON could not be read from is not quoted", () => {
  let cause: unknown;
  try {
    JSON.parse(`{"access_token": secret-token}`);
  } catch (error) {
    cause = error;
  }
  const shown = inspect(new AuthError("provider_error", { cause }), { depth: 10 });
  expect(shown).toContain("SyntaxError");
  expect(shown).not.toContain("secret");
});

test.each([
  ["a text", "jean@mairie.example"],
  ["an object", { token: TOKEN }],
])("%s that was thrown is not kept", (_what, cause) => {
  const shown = inspect(new AuthError("internal_error", { cause }), { depth: 10 });
  expect(shown).not.toMatch(/jean@|4Zk9/);
  expect(shown).toMatch(/a (string|object), not an Error/);
});

test("an error of ours stays whole as a cause", () => {
  const cause = new AuthError("provider_timeout", { hint: "four seconds" });
  expect(new AuthError("internal_error", { cause }).cause).toBe(cause);
});

describe("what a framework sends by itself when a handler throws", () => {
  const thrown = (): never => {
    throw new AuthError("not_authenticated", { hint: "the secret place", cause: caught() });
  };

  test("Fastify: the sentence, the code and the status", async () => {
    const response = await fastify()
      .get("/", async () => thrown())
      .inject("/");
    expect(response.json()).toEqual({
      statusCode: 401,
      code: "not_authenticated",
      error: "Unauthorized",
      message: "You must sign in to see this page. (not_authenticated)",
    });
  });

  test("Express while developing: the same in the stack", async () => {
    const server = express().get("/", thrown).listen(0, "127.0.0.1");
    await once(server, "listening");
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const text = await response.text();
    server.close();
    log.mockRestore();
    expect(response.status).toBe(401);
    expect(text).toContain("AuthError: You must sign in to see this page. (not_authenticated)");
    expect(text).not.toMatch(/secret place|4Zk9cQ2vXw7Lr1Tn/);
  });
});
