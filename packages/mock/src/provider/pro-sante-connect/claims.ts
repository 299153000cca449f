import type { Person } from "../../people/people.js";
import type { PersonaActivity, PersonaPractice } from "../../people/practitioner.js";

const PROFESSION_SYSTEM = "1.2.250.1.213.1.1.5.5";
const SECTOR_SYSTEM = "1.2.250.1.71.4.2.4";

/** All that Pro Santé Connect can tell of a person; in a record, what it does not know is an empty text. */
export function proSanteConnectClaims(person: Person): Record<string, unknown> {
  const { sub: nationalId, givenName, familyName, practitioner } = person;
  const identity = {
    preferred_username: nationalId,
    SubjectNameID: nationalId,
    given_name: givenName,
    family_name: familyName,
  };
  if (practitioner === undefined) return identity;
  const {
    civility,
    practices,
    specialties = [],
    usesCard = false,
    isMedicalRegulator = false,
  } = practitioner;
  const [first] = practices.flatMap(({ activities }) => activities);
  return {
    ...identity,
    codeCivilite: civility,
    Acces_Regulation_Medicale: isMedicalRegulator ? "VRAI" : "FAUX",
    Mode_Acces_Raison: "",
    Palier_Authentification: "APPPRIP3^1.2.250.1.213.1.5.1.1.1",
    PSI_Locale: "1.2.250.1.213.1.3.1.1",
    UITVersion: "1.0",
    authMode: usesCard ? "CARD" : "MOBILE",
    SubjectRole: [...practices.map(({ profession }) => `${profession}^${PROFESSION_SYSTEM}`), ...specialties],
    SubjectRefPro: {
      codeCivilite: civility,
      exercices: practices.map((practice) => record(practice, person)),
    },
    otherIds: [{ identifiant: nationalId, origine: "RPPS", qualite: 1 }],
    ...(first && {
      Secteur_Activite: `${first.sector}^${SECTOR_SYSTEM}`,
      codeGenreActivite: "GENR01",
      SubjectOrganization: first.name,
      SubjectOrganizationID: first.structureId,
    }),
  };
}

function record(practice: PersonaPractice, { givenName, familyName }: Person): object {
  const { profession, category, civility = "", knowHow, activities } = practice;
  return {
    codeProfession: profession,
    codeCategorieProfessionnelle: category,
    codeCiviliteDexercice: civility,
    nomDexercice: familyName,
    prenomDexercice: givenName,
    codeTypeSavoirFaire: knowHow?.type ?? "",
    codeSavoirFaire: knowHow?.code ?? "",
    activities: activities.map(activityRecord),
  };
}

function activityRecord({
  mode,
  sector,
  name,
  structureId,
  siret = "",
  finess = "",
  address,
}: PersonaActivity) {
  return {
    codeModeExercice: mode,
    codeSecteurDactivite: sector,
    codeSectionPharmacien: "",
    codeRole: "",
    codeGenreActivite: "GENR01",
    numeroSiretSite: siret,
    numeroSirenSite: siret.slice(0, 9),
    numeroFinessSite: finess,
    numeroFinessetablissementJuridique: "",
    identifiantTechniqueDeLaStructure: structureId,
    raisonSocialeSite: name,
    enseigneCommercialeSite: "",
    complementDestinataire: "",
    complementPointGeographique: "",
    numeroVoie: address.number,
    indiceRepetitionVoie: "",
    codeTypeDeVoie: address.streetType,
    libelleVoie: address.street,
    mentionDistribution: "",
    bureauCedex: `${address.postalCode} ${address.town}`,
    codePostal: address.postalCode,
    codeCommune: address.commune,
    codePays: "99000",
    telephone: "",
    telephone2: "",
    telecopie: "",
    adresseEMail: "",
    codeDepartement: address.postalCode.slice(0, 2),
    ancienIdentifiantDeLaStructure: "",
    autoriteDenregistrement: "CNOM/CNOM/ARS",
  };
}
