import type { JSX } from "solid-js";
import type {
  AccountAttributes,
  ButtonAttributes,
  LoginEvent,
  LogoutEvent,
  MonCompteProAccount,
  MonCompteProButton,
} from "./attributes.js";

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
        ButtonAttributes & { "on:moncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
      "moncomptepro-account": Omit<HTMLAttributes<MonCompteProAccount>, keyof AccountAttributes> &
        AccountAttributes & { "on:moncomptepro-logout"?: ((event: LogoutEvent) => void) | undefined };
    }
  }
}
export type { JSX };
