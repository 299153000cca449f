import type { HTMLAttributes } from "svelte/elements";
import type { ButtonAttributes, LoginEvent, MonCompteProButton } from "./attributes.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
      ButtonAttributes & { "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
  }
}
export type { HTMLAttributes };
