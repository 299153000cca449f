import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ButtonAttributes, LoginEvent, MonCompteProButton } from "./attributes.js";

type Props = Omit<
  DetailedHTMLProps<HTMLAttributes<MonCompteProButton>, MonCompteProButton>,
  keyof ButtonAttributes
> &
  ButtonAttributes & {
    /** React 19, where the element is rendered on the client; hydrated, listen through a `ref`. */
    "onmoncomptepro-login"?: ((event: LoginEvent) => void) | undefined;
    /** React 18 passes it on as it is. */
    class?: string | undefined;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "moncomptepro-button": Props;
    }
  }
}
