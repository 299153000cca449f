import { authentication } from "./authentication.js";
import { civilDate, givenNames, placeCode } from "./civil-status.js";
import { present, requiredText, text, type Claims } from "./claims.js";
import { email } from "./email.js";
import type { CitizenUser, CivilIdentity, Login } from "./user.js";

/** What FranceConnect, at any of its levels, tells of a citizen. */
export function citizenOf<P extends string>(login: Login, provider: P): CitizenUser<P> {
  const { idToken, userinfo } = login;
  const identity = civilIdentity(userinfo);
  const known = present({
    // A means of contact and no identity: the person may have none, and it differs from one identity provider to the next.
    email: email(userinfo),
    givenName: identity.givenNames?.[0],
    usualName: identity.usageName ?? identity.birthName,
    identityProviderBirthDate: civilDate(userinfo, "idp_birthdate"),
    identityProvider: text(userinfo, "idp_id"),
  });
  const sub = requiredText(idToken, "sub");
  return {
    sub,
    issuer: login.issuer,
    provider,
    ...known,
    ...identity,
    authentication: authentication(login),
  };
}

/**
 * The pivot identity.
 *
 * @param prefix - of the claims' names: `rnipp_` where the national register speaks
 */
export function civilIdentity(userinfo: Claims, prefix = ""): CivilIdentity {
  return present({
    birthName: text(userinfo, `${prefix}family_name`),
    usageName: text(userinfo, `${prefix}preferred_username`),
    givenNames: givenNames(userinfo, prefix),
    gender: gender(userinfo, `${prefix}gender`),
    birthDate: civilDate(userinfo, `${prefix}birthdate`),
    birthPlace: placeCode(userinfo, `${prefix}birthplace`),
    birthCountry: placeCode(userinfo, `${prefix}birthcountry`),
  });
}

function gender(userinfo: Claims, name: string): CivilIdentity["gender"] {
  const value = text(userinfo, name);
  return value === "male" || value === "female" ? value : undefined;
}
