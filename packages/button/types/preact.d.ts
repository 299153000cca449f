import type { HTMLAttributes } from "preact";
import type { ButtonAttributes, LoginEvent, MonCompteProButton } from "./attributes.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
        ButtonAttributes & { "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
    }
  }
}
export type { HTMLAttributes };
