export { createApiParticulier } from "./api-particulier/create-api-particulier.js";
export type {
  Access,
  ApiParticulier,
  ApiParticulierOptions,
  CallOptions,
  EtudiantBoursierOptions,
  Outcome,
  QuotientFamilialOptions,
} from "./api-particulier/client.js";
export type {
  EtudiantBoursier,
  EtudiantBoursierV3,
  FamilyMember,
  QuotientFamilial,
  StatutEtudiant,
} from "./api-particulier/data.js";
export type { Failure, FailureReason } from "./api-particulier/failure.js";
export { failurePage, type FailurePage, type FailurePageOptions } from "./api-particulier/failure-page.js";
