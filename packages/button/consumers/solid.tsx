import "@moncomptepro/button/solid";

export const Login = () => (
  <moncomptepro-button
    href="/auth/login"
    provider="proconnect"
    on:moncomptepro-login={(event) => console.log(event.detail.href.length)}
  >
    <a href="/auth/login">S’identifier avec ProConnect</a>
  </moncomptepro-button>
);

// @ts-expect-error -- no such provider
export const wrongProvider = <moncomptepro-button provider="google" />;

export const account = () => (
  <moncomptepro-account name="Claire Martin" on:moncomptepro-logout={(event) => event.preventDefault()} />
);
// @ts-expect-error -- a text
export const wrongAccount = () => <moncomptepro-account siret={21990001600011} />;
