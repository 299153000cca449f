/** The providers that verify an e-mail before they give it. FranceConnect's is what the person once wrote somewhere. */
const VERIFY_EMAILS = new Set(["moncomptepro", "proconnect"]);

/** The e-mail by which an account may be found; null when the provider does not vouch for it. */
export function verifiedEmail({ provider, email }) {
  return VERIFY_EMAILS.has(provider) && email ? email : null;
}

/** What the person who decides on an open case has to know. */
export function received({ provider, email, givenName, usualName, organization }) {
  return { provider, email, givenName, usualName, organization };
}
