import { Agent, request } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import type { Screen } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";

const LEA = "lea.petit@menuiserie-exemple.example";

describe("a form of the provider", async () => {
  const { mock, application, browser } = await startFixture();
  let emailPage: Screen;
  beforeEach(async () => {
    emailPage = await application.start(browser);
  });

  it.each([
    { origin: "http://evil.example" },
    { origin: "http://localhost:1" },
    { origin: "null" },
    { origin: "http://evil.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("is refused when %o says that a page elsewhere sent it", async (headers) => {
    const answer = await browser.submit(emailPage, { persona: "private-employee" }, "/persona", headers);
    expect(answer.status).toBe(403);
    expect(answer.left).toBe(false);
    // The login itself goes on.
    const callback = await browser.submit(emailPage, { persona: "private-employee" }, "/persona");
    expect(callback.left).toBe(true);
  });

  it("is taken from its own page, and from programs that say nothing", async () => {
    const own = { origin: mock.url, "sec-fetch-site": "same-origin" };
    expect((await browser.submit(emailPage, { login: LEA }, "/email", own)).status).toBe(200);
    expect((await browser.submit(emailPage, { login: LEA }, "/email")).status).toBe(200);
  });

  it("may be too long without harm to the connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (body: string): Promise<{ status: number | undefined; isReused: boolean }> =>
      new Promise((resolve, reject) => {
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        const sent = request(emailPage.url, { method: "POST", headers, agent }, (answer) => {
          answer.resume();
          answer.once("end", () => resolve({ status: answer.statusCode, isReused: sent.reusedSocket }));
        });
        sent.once("error", reject);
        sent.end(body);
      });
    const form = `login=${"x".repeat(200_000)}`;
    expect(await post(form)).toEqual({ status: 413, isReused: false });
    expect(await post(form)).toEqual({ status: 413, isReused: true });
    agent.destroy();
  });
});
