import type { Language } from "@moncomptepro/profiles";

/**
 * Who can mend a failure: the *person*, who refused or could not; nobody, when an *answer* is not to be trusted; the
 * developer, when the *setup* is wrong; the *provider*, when it is unwell.
 */
export type Fault = "person" | "answer" | "setup" | "provider";

/** Stable names of all failures. */
export type ErrorCode =
  | "access_denied"
  | "login_required"
  | "login_expired"
  | "not_authenticated"
  | "login_refused"
  | "not_authorized"
  | "acr_not_reached"
  | "authentication_too_old"
  | "refresh_refused"
  | "claim_missing"
  | "claim_malformed"
  | "not_a_navigation"
  | "prefetch_refused"
  | "method_not_allowed"
  | "body_too_large"
  | "body_incomplete"
  | "media_type_unknown"
  | "cross_origin_request"
  | "authorization_response_invalid"
  | "issuer_mismatch"
  | "token_response_invalid"
  | "id_token_invalid"
  | "userinfo_invalid"
  | "logout_token_invalid"
  | "settings_invalid"
  | "parameter_refused"
  | "client_refused"
  | "request_refused"
  | "refresh_unavailable"
  | "session_too_large"
  | "store_unavailable"
  | "logout_incomplete"
  | "internal_error"
  | "provider_unavailable"
  | "provider_timeout"
  | "provider_error";

interface ErrorEntry {
  readonly fault: Fault;
  /** Status of the HTTP answer. */
  readonly status: number;
  /** What the person reads. */
  readonly person: Readonly<Record<Language, string>>;
}

const entry = (fault: Fault, status: number, fr: string, en: string): ErrorEntry => ({
  fault,
  status,
  person: { fr, en },
});

const untrusted = (status = 502): ErrorEntry =>
  entry(
    "answer",
    status,
    "La réponse du service d’identification n’a pas pu être vérifiée. Par sécurité, la connexion a été interrompue.",
    "The answer of the identity service could not be verified. For safety, the login was stopped.",
  );

const misconfigured = (): ErrorEntry =>
  entry(
    "setup",
    500,
    "Ce service n’est pas correctement configuré. Signalez-le à la personne qui en est responsable.",
    "This service is not set up correctly. Please tell the people in charge of it.",
  );

/** Every failure that can happen, by its stable code. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorEntry>> = {
  access_denied: entry(
    "person",
    403,
    "La connexion a été abandonnée ou refusée.",
    "The login was given up or refused.",
  ),
  login_required: entry(
    "person",
    401,
    "Le service d’identification demande une nouvelle connexion.",
    "The identity service asks for a new login.",
  ),
  login_expired: entry(
    "person",
    400,
    "Cette connexion a expiré ou a déjà été utilisée.",
    "This login has expired or was already used.",
  ),
  not_authenticated: entry(
    "person",
    401,
    "Vous devez vous connecter pour accéder à cette page.",
    "You must log in to see this page.",
  ),
  login_refused: entry(
    "person",
    403,
    "Votre compte ne donne pas accès à ce service.",
    "Your account does not give access to this service.",
  ),
  not_authorized: entry(
    "person",
    403,
    "Votre compte ne donne pas accès à cette page.",
    "Your account does not give access to this page.",
  ),
  acr_not_reached: entry(
    "person",
    403,
    "Le niveau de sécurité de votre connexion ne suffit pas pour cette page.",
    "Your login is not secure enough for this page.",
  ),
  authentication_too_old: entry(
    "person",
    403,
    "Votre dernière connexion est trop ancienne pour cette page.",
    "Your last login is too old for this page.",
  ),
  refresh_refused: entry(
    "person",
    401,
    "Vous devez vous connecter de nouveau pour continuer.",
    "You must log in again to go on.",
  ),
  claim_missing: entry(
    "person",
    403,
    "Il manque à votre compte une information dont ce service a besoin.",
    "Your account lacks a piece of information that this service needs.",
  ),
  claim_malformed: entry(
    "person",
    403,
    "Une information de votre compte n’a pas la forme attendue.",
    "A piece of information in your account is not in the expected form.",
  ),
  not_a_navigation: entry(
    "person",
    400,
    "Ouvrez cette adresse dans votre navigateur.",
    "Open this address in your browser.",
  ),
  prefetch_refused: entry(
    "person",
    503,
    "Cette adresse ne peut pas être chargée à l’avance.",
    "This address cannot be loaded in advance.",
  ),
  method_not_allowed: entry(
    "person",
    405,
    "Cette adresse ne s’ouvre pas de cette façon.",
    "This address is not to be opened this way.",
  ),
  body_too_large: entry("person", 413, "La demande est trop volumineuse.", "The request is too large."),
  body_incomplete: entry("person", 400, "La demande est incomplète.", "The request is incomplete."),
  media_type_unknown: entry(
    "person",
    415,
    "La demande n’a pas la forme attendue.",
    "The request is not of the expected kind.",
  ),
  cross_origin_request: entry(
    "answer",
    403,
    "La demande ne vient pas de ce site. Par sécurité, elle a été refusée.",
    "The request does not come from this site. For safety, it was refused.",
  ),
  authorization_response_invalid: untrusted(400),
  issuer_mismatch: untrusted(400),
  token_response_invalid: untrusted(),
  id_token_invalid: untrusted(),
  userinfo_invalid: untrusted(),
  logout_token_invalid: untrusted(400),
  settings_invalid: misconfigured(),
  parameter_refused: misconfigured(),
  client_refused: misconfigured(),
  request_refused: misconfigured(),
  refresh_unavailable: misconfigured(),
  session_too_large: misconfigured(),
  store_unavailable: entry(
    "setup",
    503,
    "Ce service ne peut pas vous connecter pour le moment.",
    "This service cannot log you in at the moment.",
  ),
  logout_incomplete: entry(
    "setup",
    503,
    "Vous êtes déconnecté de ce navigateur, mais la session n’a pas pu être fermée sur le serveur. Elle s’éteindra d’elle-même au plus tard dans quelques heures.",
    "You are logged out of this browser, but the session could not be ended on the server. It will end by itself within a few hours.",
  ),
  internal_error: entry(
    "setup",
    500,
    "Une erreur inattendue s’est produite.",
    "Something unexpected went wrong.",
  ),
  provider_unavailable: entry(
    "provider",
    503,
    "Le service d’identification est momentanément indisponible.",
    "The identity service is not available at the moment.",
  ),
  provider_timeout: entry(
    "provider",
    504,
    "Le service d’identification met trop de temps à répondre.",
    "The identity service takes too long to answer.",
  ),
  provider_error: entry(
    "provider",
    502,
    "Le service d’identification a rencontré un problème.",
    "The identity service ran into a problem.",
  ),
};
