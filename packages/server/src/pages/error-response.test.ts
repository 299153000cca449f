import { readFile } from "node:fs/promises";
import { afterEach, expect, test, vi } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { ERRORS } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { createAuth } from "../index.js";
import { contextOf } from "../session-context.js";
import { WARNINGS } from "../warning-documentation.js";
import { errorResponse } from "./error-response.js";
import { ENGLISH } from "./texts/en.js";

const log = vi.fn<(message: string, details?: object) => void>();
const auth = createAuth({
  clientId: "id",
  clientSecret: "a secret of the provider",
  baseUrl: APPLICATION,
  sessionSecret: SECRET,
  logger: { ...quiet, error: log, warn: log, info: log },
});
const { settings } = contextOf(auth);
const script = { headers: { accept: "application/json", "accept-language": "en" } };
const person = { headers: { accept: "text/html", "accept-language": "en" } };

afterEach(() => log.mockClear());

test.each([
  ["a script", script],
  ["a person", person],
])("%s is told what happened; the hint goes to the log only", async (_who, request) => {
  const error = new AuthError("client_refused", { hint: "the secret place" });
  const text = await (await errorResponse(error, request, settings)).text();
  expect(text).toContain(ENGLISH.errors.client_refused);
  expect(text).not.toContain("secret place");
  expect(log.mock.calls).toEqual([
    [
      "Answered client_refused.",
      {
        status: ERRORS.client_refused.status,
        hint: "the secret place",
        see: "node_modules/@moncomptepro/server/docs/errors.md#client_refused",
      },
    ],
  ]);
});

test("the page that the log leads to is in the package, and says what to do", async () => {
  const file = new URL("../../docs/errors.md", import.meta.url);
  const page = await readFile(file, "utf8");
  for (const code of Object.keys({ ...ERRORS, ...WARNINGS })) expect(page).toContain(`<a id="${code}"></a>`);
  const { files } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  expect(files).toContain("docs");
});

test.each([
  ["a script", script],
  ["a person", person],
])(
  "the page to come back to is one parameter, and none beyond 1,024 characters: %s",
  async (_who, request) => {
    const error = new AuthError("login_expired");
    const answer = async (returnTo: string): Promise<string> =>
      (await errorResponse(error, request, settings, { returnTo })).text();
    expect(await answer("/a?b=c&returnTo=/d")).toContain(
      "/auth/login?returnTo=%2Fa%3Fb%3Dc%26returnTo%3D%2Fd",
    );
    expect(await answer(`/${"a".repeat(1024)}`)).not.toContain("returnTo");
  },
);

test.each([
  ["a script", script],
  ["a person", person],
])("cookies and headers go out with the answer: %s", async (_who, request) => {
  const { headers } = await errorResponse(new AuthError("store_unavailable"), request, settings, {
    setCookie: ["a=1", "b=2"],
    headers: { allow: "GET" },
  });
  expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect([headers.get("allow"), headers.get("retry-after")]).toEqual(["GET", "5"]);
});

test("a person who wanted to leave is not offered a login", async () => {
  const response = await errorResponse(new AuthError("logout_incomplete"), person, settings);
  expect(await response.text()).not.toContain("/auth/login");
});
