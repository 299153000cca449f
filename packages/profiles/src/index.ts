export { dataAccess, type AccessRules, type Population } from "./access.js";
export { acrSatisfies } from "./acr.js";
export {
  DATA_SCOPES,
  apiParticulier,
  missingForCall,
  type DataCall,
  type DataCallName,
} from "./api-particulier.js";
export { brands, type Brand, type BrandId, type BrandTexts, type Language } from "./brands.js";
export { ClaimError, type Claims, type Json } from "./claims.js";
export { isEmail } from "./email.js";
export { franceconnectPlus } from "./franceconnect-plus.js";
export { franceconnect } from "./franceconnect.js";
export type {
  HealthActivity,
  HealthAddress,
  HealthCode,
  HealthIdentifier,
  HealthKnowHow,
  HealthPractice,
  ProSanteConnectUser,
} from "./health-professional.js";
export { isLoopbackName } from "./loopback.js";
export { moncomptepro } from "./moncomptepro.js";
export { proSanteConnect } from "./pro-sante-connect.js";
export { proconnect } from "./proconnect.js";
export type {
  AcrRules,
  AuthorizationParameter,
  AuthorizationRules,
  ClientAuthenticationMethod,
  EncryptionRules,
  Environment,
  LogoutRules,
  Profile,
  ProviderAnswerRule,
  ProviderRefusal,
  TokenRules,
  UserinfoRules,
} from "./profile.js";
export {
  findProfile,
  profiles,
  type OptionalOrganization,
  type ProfileAlias,
  type ProfileId,
  type UserOf,
} from "./registry.js";
export { isSiren, isSiret, withoutSpaces } from "./siret.js";
export type {
  Authentication,
  CitizenUser,
  CivilDate,
  CivilIdentity,
  FranceConnectPlusUser,
  FranceConnectUser,
  Login,
  MonCompteProUser,
  Organization,
  ProConnectRole,
  ProConnectUser,
  ProfessionalUser,
  User,
} from "./user.js";
export { withClaims, type ClaimsSchema } from "./with-claims.js";
export { variablePrefix } from "./variable-prefix.js";
