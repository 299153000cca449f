/** The codes of the errors that the calls of this mock can give. */
export const DATA_ERROR_CODES = [
  "51501",
  "51502",
  "51503",
  "51504",
  "00100",
  "00213",
  "00402",
  "23003",
  "25003",
  "26003",
  "00015",
  "26015",
  "00203",
  "00210",
  "00368",
  "51564",
  "00429",
  "00501",
  "36020",
  "36002",
] as const;

/** A code of the catalogue. */
export type DataErrorCode = (typeof DATA_ERROR_CODES)[number];

/** An error of the catalogue of API Particulier. */
export interface DataError {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Who has the data, where it is about them. */
  readonly provider?: string;
  /** Seconds after which to try again. */
  readonly retryIn?: number;
}

const TOKEN = { status: 401, title: "Accès non autorisé", provider: "FranceConnect" };
const INPUT = { status: 422, title: "Entité non traitable" };
const NOT_FOUND = {
  status: 404,
  title: "Entité non trouvée",
  detail:
    "Le ou les paramètre(s) d'entrée n'existent pas, ne sont pas connus, ou ne comportent aucune information pour cet appel.",
};

/**
 * What each code says; those of the token have these codes since September 2026.
 *
 * @see https://github.com/datagouv/apistration/blob/develop/commons/data/errors_particulier.yml
 */
export const CATALOGUE: Readonly<Record<DataErrorCode, DataError>> = {
  "51501": { ...TOKEN, detail: "Le jeton d'accès est mal formaté." },
  "51502": { ...TOKEN, detail: "Le jeton d'accès n'a pas été trouvé ou est expiré." },
  "51503": {
    ...TOKEN,
    detail: "Le jeton d'accès ne possède pas les données pivot requises pour effectuer cet appel.",
  },
  "51504": { ...TOKEN, detail: "Le jeton d'accès FranceConnect est manquant." },
  "00100": {
    status: 403,
    title: "Privilèges insuffisants",
    detail: "Votre token est valide mais vos privilèges sont insuffisants.",
  },
  "00213": {
    status: 403,
    title: "Accès refusé",
    detail: "Le paramètre recipient ne correspond à aucune habilitation déléguée à cet éditeur.",
  },
  "00402": {
    status: 404,
    title: "Version d'API non prise en charge",
    detail: "Cette version n'est pas supportée pour cet endpoint",
  },
  "23003": {
    status: 404,
    title: "Dossier allocataire absent CNAF",
    detail: "Le dossier allocataire n'a pas été trouvé auprès de la CNAF.",
    provider: "CNAF",
  },
  "25003": { ...NOT_FOUND, provider: "MESRI" },
  "26003": { ...NOT_FOUND, provider: "CNOUS" },
  "00015": {
    status: 409,
    title: "Conflit",
    detail: "Une requête associé à votre jeton est déjà en cours de traitement pour ces paramètres.",
  },
  "26015": {
    status: 409,
    title: "Conflit",
    detail: "Plusieurs ressources correspondent aux critères",
    provider: "CNOUS",
  },
  "00203": { ...INPUT, detail: "Le paramètre recipient est obligatoire" },
  "00210": { ...INPUT, detail: "Le paramètre recipient n'est pas un siret valide" },
  "00368": {
    ...INPUT,
    detail: "L'année de campagne (campaignYear) n'est pas correctement formatée",
  },
  "51564": {
    status: 422,
    title: "Identité inexploitable renvoyée par le fournisseur de données",
    detail: "L'identité renvoyée par le fournisseur de données est incomplète ou invalide.",
    provider: "FranceConnect",
  },
  "00429": {
    status: 429,
    title: "Trop de requêtes",
    detail: "Vous avez effectué trop de requêtes",
    retryIn: 1,
  },
  "00501": {
    status: 502,
    title: "Erreur réseau",
    detail: "Problème de connexion au serveur distant.",
    retryIn: 10,
  },
  "36020": {
    status: 503,
    title: "Maintenance du fournisseur de données",
    detail: "Le fournisseur de données semble être en maintenance",
    provider: "Sécurité sociale",
  },
  "36002": {
    status: 504,
    title: "Intermédiaire hors-délai",
    detail: "Temps d’attente d’une réponse du fournisseur de données écoulé.",
    provider: "Sécurité sociale",
  },
};
