import type { Texts } from "./texts.js";

const UNVERIFIED =
  "La réponse du service d’identification n’a pas pu être vérifiée. Par sécurité, la connexion a été interrompue.";
const MISCONFIGURED =
  "Ce service n’est pas correctement configuré. Signalez-le à la personne qui en est responsable.";

export const FRENCH: Texts = {
  errors: {
    access_denied: "La connexion a été abandonnée ou refusée.",
    login_required: "Le service d’identification demande une nouvelle connexion.",
    login_expired: "Cette connexion a expiré ou a déjà été utilisée.",
    not_authenticated: "Vous devez vous connecter pour accéder à cette page.",
    login_refused: "Votre compte ne donne pas accès à ce service.",
    not_authorized: "Votre compte ne donne pas accès à cette page.",
    other_login_required: "Cette page demande un autre mode de connexion que celui que vous avez utilisé.",
    acr_not_reached: "Le niveau de sécurité de votre connexion ne suffit pas pour cette page.",
    authentication_too_old: "Votre dernière connexion est trop ancienne pour cette page.",
    token_invalid: "Le jeton d’accès n’est pas valide.",
    token_keys_unavailable: "Ce service ne peut pas vérifier votre connexion pour le moment.",
    refresh_refused: "Vous devez vous connecter de nouveau pour continuer.",
    claim_missing: "Il manque à votre compte une information dont ce service a besoin.",
    claim_malformed: "Une information de votre compte n’a pas la forme attendue.",
    not_a_navigation: "Ouvrez cette adresse dans votre navigateur.",
    prefetch_refused: "Cette adresse ne peut pas être chargée à l’avance.",
    method_not_allowed: "Cette adresse ne s’ouvre pas de cette façon.",
    body_too_large: "La demande est trop volumineuse.",
    body_incomplete: "La demande est incomplète.",
    media_type_unknown: "La demande n’a pas la forme attendue.",
    cross_origin_request: "La demande ne vient pas de ce site. Par sécurité, elle a été refusée.",
    authorization_response_invalid: UNVERIFIED,
    issuer_mismatch: UNVERIFIED,
    token_response_invalid: UNVERIFIED,
    id_token_invalid: UNVERIFIED,
    userinfo_invalid: UNVERIFIED,
    introspection_invalid: UNVERIFIED,
    logout_token_invalid: UNVERIFIED,
    login_circle:
      "La connexion a réussi, mais cette page ne la retrouve pas et vous y renvoie sans fin. Les cookies sont peut-être bloqués dans votre navigateur.",
    settings_invalid: MISCONFIGURED,
    parameter_refused: MISCONFIGURED,
    client_refused: MISCONFIGURED,
    request_refused: MISCONFIGURED,
    refresh_unavailable: MISCONFIGURED,
    session_too_large: MISCONFIGURED,
    store_unavailable: "Ce service ne peut pas vérifier votre connexion pour le moment.",
    logout_incomplete:
      "Vous êtes déconnecté de ce navigateur, mais la session n’a pas pu être fermée sur le serveur. Elle s’éteindra d’elle-même au plus tard dans quelques heures.",
    internal_error: "Une erreur inattendue s’est produite.",
    provider_unavailable: "Le service d’identification est momentanément indisponible.",
    provider_timeout: "Le service d’identification met trop de temps à répondre.",
    provider_error: "Le service d’identification a rencontré un problème.",
  },
  errorTitles: {
    person: "La connexion n’a pas abouti",
    answer: "Connexion interrompue par sécurité",
    setup: "Ce service a un problème",
    provider: "Connexion impossible pour le moment",
  },
  unauthenticatedTitle: "Connexion nécessaire",
  unauthorizedTitle: "Accès refusé",
  advice: {
    person: "Vous pouvez recommencer la connexion.",
    answer:
      "Vous pouvez recommencer. Si cela se reproduit, signalez-le à la personne responsable de ce service.",
    setup: "Recommencer ne suffira sans doute pas tant que ce problème n’est pas corrigé.",
    provider: "Réessayez dans quelques minutes.",
  },
  stepUpTitle: "Cette page demande une vérification de plus",
  cookiesAdvice:
    "Votre navigateur n’a envoyé aucun cookie de ce site. S’il les bloque, autorisez-les pour ce site, puis recommencez.",
  refusalAdvice: {
    access:
      "Vous pouvez vous connecter avec un autre compte, ou demander l’accès à la personne responsable de ce service.",
    claim:
      "Vous pouvez vous connecter avec un autre compte, ou faire corriger cette information auprès du service d’identification.",
    level:
      "Ce niveau dépend de votre compte et de la façon dont vous vous connectez. Vous pouvez recommencer, ou vous connecter avec un autre compte.",
    secondFactor:
      "Vous pouvez utiliser la double authentification, ou l’activer si vous ne l’avez pas encore. Vous pouvez aussi vous connecter avec un autre compte.",
  },
  officers: {
    title: "Cette page est réservée aux dirigeants certifiés",
    sentence: "Votre connexion ne montre pas que vous dirigez l’organisation que vous avez choisie.",
    advice:
      "Le service d’identification compare votre identité au registre des entreprises. Les administrations et les associations n’ont pas de dirigeant certifié. Vous pouvez choisir l’entreprise que vous dirigez, ou demander à une personne qui la dirige d’ouvrir cette page.",
  },
  accountLine: "Compte utilisé\u202F: ",
  organizationLine: "Organisation choisie\u202F: ",
  secondFactorLink: "Utiliser la double authentification",
  switchAccount: {
    title: "Voulez-vous changer de compte\u202F?",
    hint: "Votre session sera fermée, ici et auprès du service d’identification. Vous pourrez ensuite vous connecter avec un autre compte.",
    button: "Changer de compte",
  },
  selectOrganization: {
    title: "Voulez-vous choisir une autre organisation\u202F?",
    hint: "Votre session sera fermée, ici et auprès du service d’identification. Vous pourrez ensuite vous connecter de nouveau et choisir une autre organisation.",
    button: "Choisir une autre organisation",
  },
  logout: {
    title: "Voulez-vous vous déconnecter\u202F?",
    hint: "Confirmez avec le bouton ci-dessous.",
    button: "Se déconnecter",
    incompleteTitle: "Déconnexion incomplète",
  },
  userChanged: {
    title: "Vous avez changé de compte",
    paragraph:
      "Le service d’identification n’a pas répondu pour la personne qui était connectée ici. Si ce compte n’est pas le vôtre, changez de compte avant de continuer.",
    account: "Vous êtes maintenant connecté avec le compte : ",
    link: "Continuer avec ce compte",
  },
  redirect: {
    title: "Redirection en cours",
    paragraph: "Vous allez être redirigé automatiquement.",
    link: "Continuer",
  },
  frame: {
    title: "Continuez dans la fenêtre entière",
    paragraph: "Le service d’identification ne s’affiche pas à l’intérieur d’une autre page.",
    link: "Continuer",
  },
  loginLink: "Recommencer la connexion",
  homeLink: "Revenir à l’accueil",
  incidentCode: "Code de l’incident\u202F: ",
};
