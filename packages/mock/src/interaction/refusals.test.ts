import { describe, expect, it } from "vitest";
import { startFixture } from "../../test/fixture.js";
import { personas } from "../index.js";

const { mock, application, browser } = await startFixture();

describe("people whose login fails", () => {
  const email = (id: string): string => personas.find((persona) => persona.id === id)?.email ?? "";

  /** One click, and e-mail with password. */
  const ways = {
    "by a click": (id: string) => application.logIn(browser, id),
    "by hand": async (id: string) => {
      const passwordPage = await browser.submit(await application.start(browser), { login: email(id) });
      return browser.submit(passwordPage, { password: "password123" });
    },
  };

  it.each(Object.entries(ways))(
    "one gives up, %s, and the application learns it at once",
    async (_name, logIn) => {
      const { left, url } = await logIn("gives-up");
      expect(left).toBe(true);
      expect(Object.fromEntries(url.searchParams)).toEqual({
        error: "access_denied",
        error_description: "End-User aborted interaction",
        state: "state-1",
        iss: mock.issuer,
      });
    },
  );

  it.each(Object.entries(ways))(
    "one is blocked, %s: the application learns it on the way on",
    async (_name, logIn) => {
      const page = await logIn("blocked");
      expect(page.left).toBe(false);
      expect(page.status).toBe(403);
      expect(page.text).toContain("<h1>Votre compte est bloqué</h1>");
      expect(page.text).toContain("Y500024");
      const { url } = await browser.follow(page, "Continuer sur le service");
      expect(Object.fromEntries(url.searchParams)).toEqual({
        error: "access_denied",
        error_description: "user authentication aborted",
        state: "state-1",
        iss: mock.issuer,
      });
    },
  );

  it.each(["gives-up", "blocked"])("%s leaves no session behind", async (id) => {
    await application.logIn(browser, id);
    const { url } = await application.start(browser, { prompt: "none" });
    expect(url.searchParams.get("error")).toBe("login_required");
  });
});
