import { html } from "./html.js";
import type { Page } from "./page.js";
import type { Texts } from "./texts/texts.js";

/** What a person without a second factor meets when the level takes one. The real provider sets it up here. */
export function secondFactorPage(texts: Texts, action: string): Page {
  return offerPage(texts, texts.secondFactor, action);
}

/** What a person meets whose identity is not verified when the level takes it. The real provider leads to FranceConnect. */
export function identityPage(texts: Texts, action: string): Page {
  return offerPage(texts, texts.identity, action);
}

function offerPage(texts: Texts, words: Texts["secondFactor"], action: string): Page {
  return {
    texts,
    title: words.title,
    body: html`
      <p>${words.introduction}</p>
      <form method="post" action="${action}">
        <button type="submit" data-proof>${words.submit}</button>
      </form>
      <p>${words.simulated}</p>
    `,
  };
}

/** What a person meets at the end of a login: where it goes, and who learns what. */
export function confirmationPage(texts: Texts, service: string, action: string): Page {
  const { title, introduction, submit } = texts.confirmation;
  return {
    texts,
    title,
    body: html`
      <p>${introduction(service)}</p>
      <form method="post" action="${action}">
        <button type="submit" data-proof>${submit}</button>
      </form>
    `,
  };
}
