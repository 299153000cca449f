import { expect, test } from "vitest";
import { header, path, pathAndQuery, query } from "./request-parts.js";

test("a header that came several times is read whole, as the Fetch standard reads it", () => {
  expect(header({ headers: { accept: ["text/html", "*/*"] } }, "accept")).toBe("text/html, */*");
});

test.each([
  ["/a?b=c", "/a?b=c", "/a", "b=c"],
  ["https://application.example/a?b=c", "/a?b=c", "/a", "b=c"],
  ["https://application.example", "/", "/", ""],
  ["/a#b?c=d", "/a#b?c=d", "/a", ""],
  ["/a?b=c#d&e=f", "/a?b=c#d&e=f", "/a", "b=c"],
  [
    "/proxy/https://other.example/a?b=c",
    "/proxy/https://other.example/a?b=c",
    "/proxy/https://other.example/a",
    "b=c",
  ],
])("the address %s", (url, whole, itsPath, itsQuery) => {
  const request = { url, headers: {} };
  expect([pathAndQuery(request), path(request)]).toEqual([whole, itsPath]);
  expect(query(request).toString()).toBe(itsQuery);
});
