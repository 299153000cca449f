import "@moncomptepro/button/react";
import { useRef } from "react";
import type { MonCompteProButton } from "@moncomptepro/button";

export function Login() {
  const button = useRef<MonCompteProButton>(null);
  return (
    <moncomptepro-button
      key="login"
      ref={button}
      href="/auth/login?returnTo=/dossiers"
      provider="proconnect"
      lang="en"
      className="large"
      busy
      onClick={() => button.current?.reset()}
      onmoncomptepro-login={(event) => console.log(event.detail.href.length)}
    >
      <a href="/auth/login">S’identifier avec ProConnect</a>
    </moncomptepro-button>
  );
}

// @ts-expect-error -- no such provider
export const wrongProvider = <moncomptepro-button provider="google" />;
// @ts-expect-error -- no such attribute
export const wrongAttribute = <moncomptepro-button colour="red" />;

export const account = (
  <moncomptepro-account
    name="Claire Martin"
    siret="21990001600011"
    organization-href="/auth/select-organization"
    onmoncomptepro-logout={(event) => event.preventDefault()}
  />
);
// @ts-expect-error -- no such attribute
export const wrongAccount = <moncomptepro-account sirett="21990001600011" />;
