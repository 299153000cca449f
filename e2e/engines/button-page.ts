// What the pages of these tests hold, and how a script finds it. The numbers of the tests are those of docs/button-checklist.md.

export const BUTTON = "<moncomptepro-button></moncomptepro-button>";
export const LINK = `<moncomptepro-button><a href="/auth/login">S’identifier avec MonComptePro</a></moncomptepro-button>`;
/** A login that leaves the person on the page. */
export const NOWHERE = `<moncomptepro-button href="/auth/nothing"></moncomptepro-button>`;
export const SUBMIT = `<moncomptepro-button><button name="via" value="button">S'identifier</button></moncomptepro-button>`;
export const form = (inside: string, action = "/auth/login"): string =>
  `<form method="post" action="${action}"><input name="csrf" type="hidden" value="1"><input name="login_hint"
    value="a@b.fr"><input name="siret_hint">${inside}</form>`;
/** What that form sends. */
export const SENT = "csrf=1&login_hint=a%40b.fr&siret_hint=&via=button";

export const HOST = "document.querySelector('moncomptepro-button')";
export const CONTROL = `${HOST}.shadowRoot.querySelector('.control')`;
export const FACE = `${HOST}.shadowRoot.querySelector('.face')`;
export const HELP = `${HOST}.shadowRoot.querySelector('.help')`;

export const NAME = "S’identifier avec MonComptePro";
