import { filled, present, records, text, type Claims } from "./claims.js";
import { email } from "./email.js";
import type { HealthActivity, HealthAddress, HealthKnowHow, HealthPractice } from "./health-professional.js";
import { isSiren, isSiret, withoutSpaces } from "./siret.js";

/** The practices of a professional (`SubjectRefPro`), each with its activities. What is malformed is left out. */
export function practices(reference: Claims | undefined): readonly HealthPractice[] | undefined {
  return reference && each(reference, "exercices", practice);
}

function practice(given: Claims): HealthPractice {
  return present({
    profession: text(given, "codeProfession"),
    category: text(given, "codeCategorieProfessionnelle"),
    civility: text(given, "codeCiviliteDexercice"),
    givenName: text(given, "prenomDexercice"),
    usualName: text(given, "nomDexercice"),
    knowHow: knowHow(given),
    activities: each(given, "activities", activity),
  });
}

function knowHow(given: Claims): HealthKnowHow | undefined {
  const code = text(given, "codeSavoirFaire");
  return code === undefined ? undefined : present({ code, type: text(given, "codeTypeSavoirFaire") });
}

function activity(given: Claims): HealthActivity {
  return present({
    mode: text(given, "codeModeExercice"),
    sector: text(given, "codeSecteurDactivite"),
    kind: text(given, "codeGenreActivite"),
    role: text(given, "codeRole"),
    pharmacistSection: text(given, "codeSectionPharmacien"),
    name: text(given, "raisonSocialeSite"),
    tradeName: text(given, "enseigneCommercialeSite"),
    siret: number(given, "numeroSiretSite", isSiret),
    siren: number(given, "numeroSirenSite", isSiren),
    finess: number(given, "numeroFinessSite", isFiness),
    legalFiness: number(given, "numeroFinessetablissementJuridique", isFiness),
    structureId: text(given, "identifiantTechniqueDeLaStructure"),
    formerStructureId: text(given, "ancienIdentifiantDeLaStructure"),
    registrar: text(given, "autoriteDenregistrement"),
    address: address(given),
    phoneNumber: text(given, "telephone"),
    secondPhoneNumber: text(given, "telephone2"),
    faxNumber: text(given, "telecopie"),
    email: email(given, "adresseEMail"),
  });
}

function address(given: Claims): HealthAddress | undefined {
  return filled(
    present({
      recipient: text(given, "complementDestinataire"),
      location: text(given, "complementPointGeographique"),
      number: text(given, "numeroVoie"),
      repetition: text(given, "indiceRepetitionVoie"),
      streetType: text(given, "codeTypeDeVoie"),
      street: text(given, "libelleVoie"),
      distribution: text(given, "mentionDistribution"),
      postalCode: text(given, "codePostal"),
      postOffice: text(given, "bureauCedex"),
      commune: text(given, "codeCommune"),
      department: text(given, "codeDepartement"),
      country: text(given, "codePays"),
    }),
  );
}

/** The elements of a list of which something is known; nothing when there is no list. */
function each<T extends object>(
  claims: Claims,
  name: string,
  read: (given: Claims) => T,
): readonly T[] | undefined {
  return records(claims, name)
    ?.map((given) => filled(read(given)))
    .filter((one) => one !== undefined);
}

/** A number of a register, without the spaces that some sources write between its groups. */
function number(claims: Claims, name: string, isValid: (value: string) => boolean): string | undefined {
  const value = withoutSpaces(text(claims, name) ?? "");
  return isValid(value) ? value : undefined;
}

/** Nine digits; the second character is a letter in Corsica. */
function isFiness(value: string): boolean {
  return /^\d[\dAB]\d{7}$/.test(value);
}
