import type { JSX } from "solid-js";
import type { ButtonAttributes, LoginEvent, MonCompteProButton } from "./attributes.js";

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Omit<HTMLAttributes<MonCompteProButton>, keyof ButtonAttributes> &
        ButtonAttributes & { "on:moncomptepro-login"?: ((event: LoginEvent) => void) | undefined };
    }
  }
}
export type { JSX };
