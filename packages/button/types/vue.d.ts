import type { DefineComponent } from "vue";
import type { AccountAttributes, ButtonAttributes, LoginEvent, LogoutEvent } from "./attributes.js";

/** With `compilerOptions.isCustomElement: (tag) => tag.startsWith("moncomptepro-")` in the build. */
declare module "vue" {
  interface GlobalComponents {
    "moncomptepro-button": DefineComponent<
      ButtonAttributes & { "onMoncomptepro-login"?: (event: LoginEvent) => void }
    >;
    "moncomptepro-account": DefineComponent<
      AccountAttributes & { "onMoncomptepro-logout"?: (event: LogoutEvent) => void }
    >;
  }
}
