import { expect, test } from "vitest";
import { failurePage, type FailureReason } from "../api-particulier.js";

const english = { headers: { "accept-language": "en" } };

test.each<[FailureReason, number, RegExp, RegExp]>([
  ["identity_scope_missing", 403, /Ce service n’a pas le droit/, /no right to these data/],
  ["access_refused", 403, /Ce service n’a pas le droit/, /no right to these data/],
  ["token_expired", 403, /Reconnectez-vous/, /Log in again/],
  ["not_found", 404, /Aucune donnée trouvée/, /No data were found/],
  ["request_refused", 500, /Ce service a un problème/, /has a problem/],
  ["source_late", 503, /pas disponibles pour le moment/, /not available at the moment/],
])("%s: a page with status %i, in both languages, under a strict policy", async (reason, status, fr, en) => {
  const page = await failurePage({ reason });
  expect([page.status, page.body.match(/<html lang="(\w+)"/)?.[1]]).toEqual([status, "fr"]);
  expect(page.body).toMatch(fr);
  expect(page.body).toContain(`Code de l’incident\u202F: ${reason}`);
  expect(page.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
  expect((await failurePage({ reason }, { request: english })).body).toMatch(en);
});

test("it offers the login where a new one helps, the other way where there is one, and the way home", async () => {
  const alternative = { href: "/justificatif?a=1&b=2", text: "Joindre <mon> justificatif" };
  const { body } = await failurePage({ reason: "access_refused" }, { alternative, homeUrl: "/mairie/" });
  expect(body).toContain('<a href="/justificatif?a=1&amp;b=2">Joindre &lt;mon&gt; justificatif</a>');
  expect(body).toContain("Vous pouvez aussi fournir ces informations autrement.");
  expect(body).toContain('<a href="/mairie/">Revenir à l’accueil</a>');
  expect(body).not.toContain("/auth/login");
  const again = await failurePage(
    { reason: "token_expired" },
    { loginUrl: "/auth/login?returnTo=%2Fcantine" },
  );
  expect(again.body).toContain('<a href="/auth/login?returnTo=%2Fcantine">Se connecter de nouveau</a>');
});

test("it says when to try again", async () => {
  expect((await failurePage({ reason: "too_many_calls", retryAfter: 1 })).headers["retry-after"]).toBe("1");
  expect((await failurePage({ reason: "timeout" })).headers["retry-after"]).toBe("5");
  expect((await failurePage({ reason: "not_found" })).headers).not.toHaveProperty("retry-after");
});
