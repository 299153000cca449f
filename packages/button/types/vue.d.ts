import type { DefineComponent } from "vue";
import type { ButtonAttributes, LoginEvent } from "./attributes.js";

/** With `compilerOptions.isCustomElement: (tag) => tag === "moncomptepro-button"` in the build. */
declare module "vue" {
  interface GlobalComponents {
    "moncomptepro-button": DefineComponent<
      ButtonAttributes & { "onMoncomptepro-login"?: (event: LoginEvent) => void }
    >;
  }
}
