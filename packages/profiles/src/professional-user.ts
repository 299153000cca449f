import { boolean, ClaimError, finiteNumber, present, requiredText, text, texts } from "./claims.js";
import { isSiret } from "./siret.js";
import type { Authentication, Login, Organization, ProfessionalUser } from "./user.js";

/**
 * One @ with something on both sides: whether it exists is the provider's affair. Nothing invisible, and none of what
 * makes a list, a name or a comment of it in a message's header (RFC 5322 section 3.2.3, RFC 5321 section 4.5.3.1).
 */
const ADDRESS = /^[^\s\p{C}@,;:<>()[\]\\"]+@[^\s\p{C}@,;:<>()[\]\\"]+$/u;

/** The claims whose names differ from one provider to the next. */
interface ClaimNames {
  readonly usualName: string;
  readonly organizationLabel: string;
}

/**
 * The part of a user that all providers of professional identities share. E-mail and SIRET, the pivot identity, are
 * mandatory.
 *
 * @throws ClaimError when one of them is missing or malformed
 */
export function toProfessionalUser(provider: string, login: Login, names: ClaimNames): ProfessionalUser {
  const { userinfo } = login;
  return present({
    sub: requiredText(login.idToken, "sub"),
    issuer: login.issuer,
    provider,
    email: email(login),
    givenName: text(userinfo, "given_name"),
    usualName: text(userinfo, names.usualName),
    phoneNumber: text(userinfo, "phone_number"),
    organization: organization(login, names.organizationLabel),
    authentication: authentication(login),
  });
}

function email({ userinfo }: Login): string {
  const value = requiredText(userinfo, "email");
  // An address that the provider itself does not vouch for could be anybody's.
  const isRefuted = userinfo["email_verified"] === false;
  if (isRefuted || value.length > 254 || !ADDRESS.test(value)) throw new ClaimError("email", "malformed");
  return value;
}

function organization({ userinfo }: Login, labelClaim: string): Organization {
  const siret = requiredText(userinfo, "siret");
  if (!isSiret(siret)) throw new ClaimError("siret", "malformed");
  return present({
    siret,
    siren: siret.slice(0, 9),
    label: text(userinfo, labelClaim),
    isExternal: boolean(userinfo, "is_external"),
    isCommune: boolean(userinfo, "is_commune"),
    isPublicService: boolean(userinfo, "is_public_service"),
  });
}

function authentication({ idToken, acrProven }: Login): Authentication {
  return present({
    acr: text(idToken, "acr"),
    acrProven,
    amr: texts(idToken, "amr"),
    time: finiteNumber(idToken, "auth_time"),
  });
}
