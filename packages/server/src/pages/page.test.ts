import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { page } from "./page.js";

const ODD = `<script>alert("1" & '2')</script>`;
const ESCAPED = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;";

const show = (): Response =>
  page({
    language: "en",
    title: ODD,
    paragraphs: [ODD],
    actions: [
      { href: ODD, text: ODD },
      { postTo: ODD, text: ODD },
    ],
    note: ODD,
  });

test("nothing in a page is taken for markup, and nothing ends an attribute", async () => {
  const text = await show().text();
  expect(text).not.toContain("<script");
  expect(text.split(ESCAPED)).toHaveLength(9);
  for (const place of [
    `<title>${ESCAPED}</title>`,
    `<h1>${ESCAPED}</h1>`,
    `<p>${ESCAPED}</p>`,
    `<a href="${ESCAPED}">${ESCAPED}</a>`,
    `<form method="post" action="${ESCAPED}"><button>${ESCAPED}</button></form>`,
    `<small>${ESCAPED}</small>`,
  ])
    expect(text).toContain(place);
});

test("the policy lets the page have its own style, by its digest", async () => {
  const response = show();
  const [, style = ""] = /<style>(.*)<\/style>/s.exec(await response.text()) ?? [];
  const digest = createHash("sha256").update(style).digest("base64");
  expect(response.headers.get("content-security-policy")).toContain(`style-src 'sha256-${digest}';`);
});

test("the language of a page is told to the browser, to caches and to screen readers", async () => {
  const response = show();
  expect(response.headers.get("content-language")).toBe("en");
  expect(await response.text()).toContain('<html lang="en">');
});
