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
