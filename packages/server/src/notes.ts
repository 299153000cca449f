import { SealedNote } from "./sealing/sealed-note.js";
import type { Sealing } from "./sealing/sealing.js";
import type { Settings } from "./settings/settings.js";

/** Seconds that the way to the provider's logout and back may take, and that a refused person may think about it. */
export const NOTE_LIFETIME = 600;

/** At which of the application's providers, by its id. */
interface AtProvider {
  readonly provider: string;
}

/** What a browser keeps for us on the way out, and after a refusal. */
export interface Notes {
  /**
   * Where a logout goes on to: the ID token in the address is the person's data, and the page that logs out must not see
   * it.
   */
  readonly destination: SealedNote<{ readonly location: string }>;
  /** The login that starts when the logout of this `state` is done. */
  readonly nextLogin: SealedNote<AtProvider & { readonly state: string; readonly returnTo: string }>;
  /**
   * A login was refused, and the provider knows the person: a logout leads there. Its ID token, where the provider's
   * logout takes one.
   */
  readonly refused: SealedNote<AtProvider & { readonly idToken?: string }>;
  /** The page whose login a logged-in person gave up: its guard must not send them there again at once. */
  readonly givenUp: SealedNote<{ readonly returnTo: string }>;
}

/** Seconds in which the page that a person comes back to may ask what they gave up just now. */
const GIVEN_UP_LIFETIME = 60;

export function createNotes(context: { readonly sealing: Sealing; readonly settings: Settings }): Notes {
  return {
    destination: new SealedNote("logout.to", NOTE_LIFETIME, context),
    nextLogin: new SealedNote("logout.then", NOTE_LIFETIME, context),
    givenUp: new SealedNote("given-up", GIVEN_UP_LIFETIME, context),
    refused: new SealedNote("refused", NOTE_LIFETIME, context),
  };
}
