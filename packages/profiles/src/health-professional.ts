import type { User } from "./user.js";

/**
 * A code of one of the nomenclatures of the health sector, and which one.
 *
 * @see https://mos.esante.gouv.fr/NOS/
 */
export interface HealthCode {
  /** `10`: doctor, in the nomenclature of professions. */
  code: string;
  /** OID of the nomenclature, where it was sent: `1.2.250.1.213.1.1.5.5`. */
  system?: string;
}

/** A number under which a register knows the person, besides the national one. */
export interface HealthIdentifier {
  id: string;
  /** Which register: `RPPS`, `ADELI`… */
  origin?: string;
  quality?: number;
}

/** Where a professional works; as far as the register knows it. */
export interface HealthAddress {
  recipient?: string;
  /** Building, entrance… */
  location?: string;
  number?: string;
  /** `B` for “bis”. */
  repetition?: string;
  /** Code: `R` for “rue”, `AV` for “avenue”. */
  streetType?: string;
  street?: string;
  /** Post box, hamlet… */
  distribution?: string;
  postalCode?: string;
  /** The last line: `75015 PARIS`. */
  postOffice?: string;
  /** INSEE code of the commune. */
  commune?: string;
  department?: string;
  /** INSEE code of the country. */
  country?: string;
}

/** One place and one way in which a person practises. Codes are those of the register. */
export interface HealthActivity {
  /** `L`: self-employed, `S`: employed, `B`: volunteer. */
  mode?: string;
  /** Sector: `SA07` for a practice of one’s own, `SA01` for a public hospital. */
  sector?: string;
  /** `GENR01`: an activity of care. */
  kind?: string;
  role?: string;
  /** Section of the order of pharmacists. */
  pharmacistSection?: string;
  /** Name of the place. */
  name?: string;
  /** Name by which it trades. */
  tradeName?: string;
  /** 14 digits, checked. */
  siret?: string;
  /** 9 digits, checked. */
  siren?: string;
  /** FINESS number of the place: 9 characters. */
  finess?: string;
  /** FINESS number of the legal body. */
  legalFiness?: string;
  /** Number of the place in the register of professionals. */
  structureId?: string;
  formerStructureId?: string;
  /** Who entered it. */
  registrar?: string;
  address?: HealthAddress;
  phoneNumber?: string;
  secondPhoneNumber?: string;
  faxNumber?: string;
  email?: string;
}

/** What a professional’s specialty, or another qualification, is called. */
export interface HealthKnowHow {
  /** `SM26`: general practice. */
  code: string;
  /** `S`: specialty of the order. */
  type?: string;
}

/** A profession that a person practises, and where. One person may have several. */
export interface HealthPractice {
  /** `10`: doctor, `21`: pharmacist, `60`: nurse. */
  profession?: string;
  /** `C`: civilian, `M`: military, `E`: student. */
  category?: string;
  /** `DR`, `PR`. */
  civility?: string;
  /** The name that the person practises under. */
  givenName?: string;
  usualName?: string;
  knowHow?: HealthKnowHow;
  /** Empty of a person who practises nowhere at present. */
  activities?: readonly HealthActivity[];
}

/**
 * A professional of the health sector. There is no organisation: a person may practise in several places, and the
 * application asks which one it is about.
 */
export interface ProSanteConnectUser extends User {
  provider: "pro-sante-connect";
  organization?: never;
  /** As it was sent (`SubjectNameID`): a digit that tells its kind, and a number. Of the RPPS the digit is `8`. */
  nationalId: string;
  /** Number of the register of professionals (RPPS), 11 digits. Absent of people who have none: staff of a hospital, say. */
  rpps?: string;
  /** `M`, `MME`. */
  civility?: string;
  /** `SubjectRole`: the profession, and beside it for example a specialty. */
  subjectRoles?: readonly HealthCode[];
  practices?: readonly HealthPractice[];
  otherIds?: readonly HealthIdentifier[];
  /** Sector, kind and place of the activity that the login was made for, where the card or the register names one. */
  sector?: HealthCode;
  activityKind?: string;
  structure?: { id?: string; name?: string };
  /** Whether the person answers emergency calls (`Acces_Regulation_Medicale`). */
  isMedicalRegulator?: boolean;
  /** Why the person opens records in an emergency, where it was said (`Mode_Acces_Raison`). */
  accessReason?: string;
  /** How strongly the means of login is protected (`Palier_Authentification`). */
  authenticationTier?: HealthCode;
  /** By what the person logged in: `CARD`, for example. */
  authenticationMode?: string;
}
