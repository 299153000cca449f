import type { Language } from "@moncomptepro/profiles";

/**
 * What a failure means for the person: the application has no right to the data, a new login is needed, there are no such
 * data, it is wrongly set up, or a later try may succeed.
 */
export type FailureKind = "right" | "again" | "absent" | "setup" | "later";

interface FailureTexts {
  readonly kinds: Readonly<
    Record<FailureKind, { readonly title: string; readonly paragraphs: readonly string[] }>
  >;
  /** Where the application offers another way. */
  readonly alternative: string;
  readonly links: { readonly login: string; readonly home: string };
  /** Stands before the reason. */
  readonly note: string;
}

/** Everything that the page of a failure says. */
export const FAILURE_TEXTS: Readonly<Record<Language, FailureTexts>> = {
  fr: {
    kinds: {
      right: {
        title: "Ce service n’a pas le droit de consulter ces données",
        paragraphs: [
          "Vous êtes bien connecté, mais ce service n’est pas habilité à demander ces informations à l’administration qui les détient. Aucune donnée n’a été transmise.",
          "Vous n’y pouvez rien\u202F: signalez-le à la personne responsable de ce service.",
        ],
      },
      again: {
        title: "Reconnectez-vous pour transmettre vos données",
        paragraphs: [
          "L’autorisation donnée lors de votre connexion ne vaut qu’une minute, et elle a expiré. Aucune donnée n’a été transmise.",
          "Connectez-vous de nouveau avec FranceConnect pour la renouveler.",
        ],
      },
      absent: {
        title: "Aucune donnée trouvée à votre nom",
        paragraphs: [
          "L’administration interrogée ne trouve pas de dossier qui corresponde à votre identité, ou en trouve plusieurs. Vous êtes bien connecté.",
          "Si vous pensez en avoir un, vérifiez auprès d’elle que votre état civil y est à jour.",
        ],
      },
      setup: {
        title: "Ce service a un problème",
        paragraphs: [
          "La demande de vos données n’était pas correcte. Vous êtes bien connecté, et aucune donnée n’a été transmise.",
          "Recommencer ne suffira sans doute pas\u202F: signalez-le à la personne responsable de ce service.",
        ],
      },
      later: {
        title: "Vos données ne sont pas disponibles pour le moment",
        paragraphs: [
          "L’administration qui les détient ne répond pas, ou répond mal. Vous êtes bien connecté, et votre connexion n’est pas en cause.",
          "Réessayez dans quelques minutes.",
        ],
      },
    },
    alternative: "Vous pouvez aussi fournir ces informations autrement.",
    links: { login: "Se connecter de nouveau", home: "Revenir à l’accueil" },
    note: "Code de l’incident\u202F: ",
  },
  en: {
    kinds: {
      right: {
        title: "This service has no right to these data",
        paragraphs: [
          "You are logged in, but this service is not entitled to ask the administration that holds these data. Nothing was sent.",
          "There is nothing that you can do: tell the person who is responsible for this service.",
        ],
      },
      again: {
        title: "Log in again to send your data",
        paragraphs: [
          "What you allowed when you logged in is good for one minute, and it is over. Nothing was sent.",
          "Log in with FranceConnect again to allow it anew.",
        ],
      },
      absent: {
        title: "No data were found under your name",
        paragraphs: [
          "The administration that was asked finds no file for your identity, or finds several. You are logged in.",
          "If you think that you have one, check with it that your civil status is up to date there.",
        ],
      },
      setup: {
        title: "This service has a problem",
        paragraphs: [
          "The request for your data was not right. You are logged in, and nothing was sent.",
          "Trying again will probably not help: tell the person who is responsible for this service.",
        ],
      },
      later: {
        title: "Your data are not available at the moment",
        paragraphs: [
          "The administration that holds them does not answer, or answers badly. You are logged in: your login is not to blame.",
          "Try again in a few minutes.",
        ],
      },
    },
    alternative: "You can also give this information in another way.",
    links: { login: "Log in again", home: "Back to the home page" },
    note: "Incident code: ",
  },
};
