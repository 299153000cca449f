import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { brands } from "@moncomptepro/profiles/brands";

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Manifest {
  readonly schemaVersion: string;
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly {
      readonly tagName: string;
      readonly attributes: readonly Named[];
      readonly events: readonly Named[];
      readonly slots: readonly Named[];
      readonly members: readonly (Named & { readonly privacy?: string })[];
    }[];
  }[];
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../dist/${file}`, import.meta.url), "utf8"));

const names = (all: readonly Named[]): string[] => all.map(({ name }) => name);

test("D65 the manifest tells all that a page can use, described, and nothing else", () => {
  const { modules } = read("custom-elements.json") as Manifest;
  const [module] = modules;
  expect(module?.path).toBe("dist/index.js");
  const [button] = module?.declarations ?? [];
  if (!button) throw new Error("the manifest declares nothing");
  expect(button.tagName).toBe("moncomptepro-button");
  expect(names(button.attributes)).toEqual(["href", "provider", "target", "lang", "disabled", "busy"]);
  expect(names(button.events)).toEqual(["moncomptepro-login"]);
  expect(names(button.slots)).toEqual(["", "logo"]);
  for (const each of [...button.attributes, ...button.events, ...button.slots])
    expect(each.description).toBeTruthy();
  expect(names(button.members).filter((name) => name.startsWith("#"))).toEqual([]);
  const provider = button.attributes.find(({ name }) => name === "provider");
  expect(provider?.type?.text).toBe(
    Object.keys(brands)
      .map((id) => JSON.stringify(id))
      .join(" | "),
  );
});

test("D66 editors get the element with its attributes", () => {
  const html = read("vscode.html-custom-data.json") as { tags: (Named & { attributes: Named[] })[] };
  expect(names(html.tags)).toEqual(["moncomptepro-button", "moncomptepro-account"]);
  expect(names(html.tags[0]?.attributes ?? [])).toContain("provider");
  const web = read("web-types.json") as { contributions: { html: { elements: Named[] } } };
  expect(names(web.contributions.html.elements)).toEqual(["moncomptepro-button", "moncomptepro-account"]);
});
