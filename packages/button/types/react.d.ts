import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type {
  AccountAttributes,
  ButtonAttributes,
  LoginEvent,
  LogoutEvent,
  MonCompteProAccount,
  MonCompteProButton,
} from "./attributes.js";

type Props<E extends HTMLElement, A> = Omit<DetailedHTMLProps<HTMLAttributes<E>, E>, keyof A> &
  A & {
    /** React 18 passes it on as it is. */
    class?: string | undefined;
  };

/** React 19 hears events where the element is rendered on the client; hydrated, listen through a `ref`. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Props<
        MonCompteProButton,
        ButtonAttributes & { "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined }
      >;
      "moncomptepro-account": Props<
        MonCompteProAccount,
        AccountAttributes & { "onmoncomptepro-logout"?: ((event: LogoutEvent) => void) | undefined }
      >;
    }
  }
}
