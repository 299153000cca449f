import { authentication } from "./authentication.js";
import { boolean, ClaimError, present, requiredText, text } from "./claims.js";
import { email } from "./email.js";
import { isSiret, withoutSpaces } from "./siret.js";
import type { Login, Organization, ProfessionalUser } from "./user.js";

/** The claims whose names differ from one provider to the next. */
interface ClaimNames {
  readonly usualName: string;
  readonly organizationLabel: string;
}

/**
 * The part of a user that all providers of professional identities share. E-mail and SIRET, the pivot identity, are
 * mandatory; the SIRET is not for an application that wants none, and its types say so.
 *
 * @throws ClaimError when one of them is missing or malformed
 */
export function toProfessionalUser<P extends string>(
  provider: P,
  login: Login,
  names: ClaimNames,
): ProfessionalUser<P> {
  const { userinfo } = login;
  const user = {
    sub: requiredText(login.idToken, "sub"),
    issuer: login.issuer,
    provider,
    email: pivotEmail(login),
    givenName: text(userinfo, "given_name"),
    usualName: text(userinfo, names.usualName),
    phoneNumber: text(userinfo, "phone_number"),
    organization: organization(login, names.organizationLabel),
    authentication: authentication(login),
  };
  return present(user) as ProfessionalUser<P>;
}

function pivotEmail({ userinfo }: Login): string {
  // An address that the provider itself does not vouch for could be anybody's.
  const value = email(userinfo);
  if (value === undefined)
    throw new ClaimError("email", text(userinfo, "email") === undefined ? "missing" : "malformed");
  return value;
}

function organization(
  { requiresOrganization = true, userinfo }: Login,
  labelClaim: string,
): Organization | undefined {
  const siret = withoutSpaces(text(userinfo, "siret") ?? "");
  if (!isSiret(siret)) {
    if (requiresOrganization) throw new ClaimError("siret", siret === "" ? "missing" : "malformed");
    return undefined;
  }
  return present({
    siret,
    siren: siret.slice(0, 9),
    label: text(userinfo, labelClaim),
    isExternal: boolean(userinfo, "is_external"),
    isCommune: boolean(userinfo, "is_commune"),
    isPublicService: boolean(userinfo, "is_public_service"),
  });
}
