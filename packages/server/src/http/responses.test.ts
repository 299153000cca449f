import { expect, test } from "vitest";
import { applicationPolicy, html, pagePolicy } from "./responses.js";

test("a page of ours loads nothing but its style, posts to us only, and stands in no frame", () => {
  const policy = "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  expect(pagePolicy("sha256-abc", "'none'")).toBe(`default-src 'none'; style-src 'sha256-abc'; ${policy}`);
  expect(applicationPolicy("'none'")).toBe(`default-src 'self'; object-src 'none'; ${policy}`);
  expect(html("", "the policy").headers.get("content-security-policy")).toBe("the policy");
});
