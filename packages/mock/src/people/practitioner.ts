/** Where a professional of the health sector works. */
interface PersonaAddress {
  readonly number: string;
  /** Code of the kind of street, `R` for example. */
  readonly streetType: string;
  readonly street: string;
  readonly postalCode: string;
  readonly town: string;
  /** INSEE code. */
  readonly commune: string;
}

/** One place and one way in which a person practises. */
export interface PersonaActivity {
  /** `L` on one's own account, `S` employed, `B` as a volunteer. */
  readonly mode: "L" | "S" | "B";
  /** Code of the sector, `SA07` for example. */
  readonly sector: string;
  readonly name: string;
  readonly structureId: string;
  readonly siret?: string;
  readonly finess?: string;
  readonly address: PersonaAddress;
}

/** A profession, and where it is practised; nowhere yet of a student. */
export interface PersonaPractice {
  /** Code of the profession: `10` for a doctor. */
  readonly profession: string;
  /** `C` civilian, `M` military, `E` student. */
  readonly category: "C" | "M" | "E";
  readonly civility?: string;
  readonly knowHow?: { readonly type: string; readonly code: string };
  readonly activities: readonly PersonaActivity[];
}

/** What the register of health professionals knows of a person; the `sub` of the persona is the national identifier. */
export interface PersonaPractitioner {
  readonly civility: "M" | "MME";
  readonly practices: readonly PersonaPractice[];
  /** More roles than the professions, as `code^nomenclature`. */
  readonly specialties?: readonly string[];
  /** Logs in by card, which is a higher level, and not by telephone. */
  readonly usesCard?: true;
  readonly isMedicalRegulator?: true;
}
