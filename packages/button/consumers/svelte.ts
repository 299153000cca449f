import "@moncomptepro/button/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

type Attributes = SvelteHTMLElements["moncomptepro-button"];

export const login: Attributes = {
  href: "/auth/login",
  provider: "proconnect",
  "onmoncomptepro-login": (event) => console.log(event.detail.href.length),
};
// @ts-expect-error -- no such provider
export const wrongProvider: Attributes = { provider: "google" };

export const account: SvelteHTMLElements["moncomptepro-account"] = {
  name: "Claire Martin",
  "onmoncomptepro-logout": (event) => event.preventDefault(),
};
// @ts-expect-error -- a text
export const wrongAccount: SvelteHTMLElements["moncomptepro-account"] = { siret: 21990001600011 };
