import { describe, expect, it } from "vitest";
import { html } from "./html.js";

describe("html", () => {
  it("escapes text and keeps HTML", () => {
    const name = `<b title="x">O'Neill & co</b>`;
    expect(html`<p title="${name}">${html`<i>${name}</i>`}</p>`.toString()).toBe(
      '<p title="&lt;b title=&quot;x&quot;&gt;O&#39;Neill &amp; co&lt;/b&gt;"><i>&lt;b title=&quot;x&quot;&gt;O&#39;Neill &amp; co&lt;/b&gt;</i></p>',
    );
  });

  it("writes lists one after the other, and nothing for nothing", () => {
    expect(html`${[1, html`<br />`, false, undefined]}${""}`.toString()).toBe("1<br />");
  });
});
