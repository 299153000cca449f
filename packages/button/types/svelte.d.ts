import type { HTMLAttributes } from "svelte/elements";
import type {
  AccountAttributes,
  ButtonAttributes,
  LoginEvent,
  LogoutEvent,
  MonCompteProAccount,
  MonCompteProButton,
} from "./attributes.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
      ButtonAttributes & { "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
    "moncomptepro-account": Omit<HTMLAttributes<MonCompteProAccount>, keyof AccountAttributes> &
      AccountAttributes & { "onmoncomptepro-logout"?: ((event: LogoutEvent) => void) | undefined };
  }
}
export type { HTMLAttributes };
