import type { HTMLAttributes } from "preact";
import type {
  AccountAttributes,
  ButtonAttributes,
  LoginEvent,
  LogoutEvent,
  MonCompteProAccount,
  MonCompteProButton,
} from "./attributes.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
        ButtonAttributes & { "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
      "moncomptepro-account": Omit<HTMLAttributes<MonCompteProAccount>, keyof AccountAttributes> &
        AccountAttributes & { "onmoncomptepro-logout"?: ((event: LogoutEvent) => void) | undefined };
    }
  }
}
export type { HTMLAttributes };
