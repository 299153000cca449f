import { expect } from "vitest";
import { ERRORS, type ErrorCode } from "../../packages/server/src/error-codes.js";
import { errorCode, type Browser } from "./browser.js";

/** Expects the page of a code: of its status, kept nowhere, with no person logged in. */
export async function expectRefusal(response: Response, code: string, browser: Browser): Promise<void> {
  expect(await errorCode(response)).toBe(code);
  expect(response.status).toBe(ERRORS[code as ErrorCode].status);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  await expectNobody(browser);
}

/** Expects that the browser has no session. */
export async function expectNobody(browser: Browser): Promise<void> {
  expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  const headers = { accept: "application/json", "sec-fetch-dest": "empty" };
  const me = await browser.open("/auth/me?optional", { headers });
  expect(await me.json()).toEqual({ user: null });
}
