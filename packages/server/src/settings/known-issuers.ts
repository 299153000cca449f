import { profiles, type Profile } from "@moncomptepro/profiles";
import { isSameIssuer } from "../same-issuer.js";

/** Says of an issuer that can never work what to set instead. */
type Refuse = (message: string) => void;

/** Where a built-in profile is. */
interface Place {
  readonly id: string;
  readonly environment: string;
  readonly issuer: string;
}

/**
 * Refuses an issuer that can never be the provider's: one of another built-in profile, another address at the host of
 * one, a host where people look for one in vain, and the address of a discovery document.
 */
export function checkIssuer(issuer: string, profile: Profile, refuse: Refuse): void {
  if (!URL.canParse(issuer)) return undefined;
  const { host, origin, pathname } = new URL(issuer);
  const instead = insteadOf(host, profile);
  if (instead !== undefined) return refuse(instead);
  const places = placesAt(host);
  const same = places.filter((place) => isSameIssuer(place.issuer, issuer));
  if (same.length > 0) return refuseForeign(same, profile, refuse);
  if (places[0])
    return refuse(`is no issuer, which at this host is ${places[0].issuer}: ${advice(places[0])}`);
  const [before, document] = pathname.split("/.well-known/");
  if (document === undefined) return undefined;
  return refuse(
    `is the address of a discovery document: the issuer is what stands before it, ${origin}${before}`,
  );
}

function insteadOf(host: string, own: Profile): string | undefined {
  const all = [own, ...Object.values<Profile>(profiles)];
  const knowing = all.find(({ mistakenHosts = {} }) => Object.hasOwn(mistakenHosts, host));
  return knowing?.mistakenHosts?.[host];
}

function placesAt(host: string): Place[] {
  return Object.values<Profile>(profiles).flatMap(({ id, environments }) =>
    Object.entries(environments)
      .map(([environment, { issuer }]) => ({ id, environment, issuer }))
      .filter(({ issuer }) => new URL(issuer).host === host),
  );
}

/** A profile of the application's own may be a changed copy of a built-in one, with places of its own. */
function refuseForeign(places: readonly Place[], profile: Profile, refuse: Refuse): void {
  const isBuiltIn = Object.values<Profile>(profiles).some(({ id }) => id === profile.id);
  const [place] = places;
  if (!place || !isBuiltIn || places.some(({ id }) => id === profile.id)) return undefined;
  return refuse(`is the one of "${place.id}", and the provider is "${profile.id}": ${advice(place)}`);
}

function advice({ id, environment }: Place): string {
  return `leave it out, and set the provider "${id}" and the environment "${environment}"`;
}
