import { MonCompteProAccount } from "./account.js";

export { MonCompteProAccount, type LogoutEvent } from "./account.js";

const TAG = "moncomptepro-account";

// The first copy on a page wins.
if (!customElements.get(TAG)) customElements.define(TAG, MonCompteProAccount);
