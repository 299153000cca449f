import { html } from "../html.js";
import type { Texts } from "./texts.js";

/** The narrow no-break space that stands before ? ! ; : in French. */
const NARROW = "\u202F";

/** The wording of the steps is the real provider’s. */
export const french: Texts = {
  language: "fr",
  provider: "Fournisseur simulé",
  banner: html`<strong>Ceci est un fournisseur d’identité simulé.</strong> Il sert au développement et aux
    tests${NARROW}: n’y saisissez aucune donnée réelle.`,
  footer: "@moncomptepro/mock – projet indépendant, sans lien avec les services de l’État.",
  errorInTitle: `Erreur${NARROW}: `,
  simulatorOnly: "Propre au simulateur",

  email: {
    title: "S’inscrire ou se connecter",
    goOnTo: (service) => html`Pour continuer vers <strong>${service}</strong>.`,
    label: "Adresse e-mail professionnelle",
    hint: `Format attendu${NARROW}: nom@domaine.example`,
    submit: "Valider",
    abort: "Revenir au service sans se connecter",
    invalid: `Saisissez une adresse e-mail complète, par exemple${NARROW}: nom@domaine.example.`,
    unknown:
      "Aucun compte n’existe avec cette adresse. Choisissez une personne dans la liste, ou inventez-la sous «\u00A0Quelqu’un d’autre\u00A0».",
  },
  people: {
    title: "Choisir une personne",
    introduction: "Toutes sont inventées. Un clic suffit, sans mot de passe.",
  },
  newcomer: {
    title: "Quelqu’un d’autre",
    introduction: "Une personne inventée sur place, oubliée à la remise à zéro.",
    email: "E-mail de la personne",
    emailHint: "Comme nom@domaine.example",
    siret: "SIRET de son organisation",
    siretHint: "14 chiffres, avec ou sans espaces",
    submit: "Se connecter avec cette identité",
    invalidEmail: `Saisissez un e-mail complet, par exemple${NARROW}: nom@domaine.example.`,
    invalidSiret: `Ce n’est pas un SIRET${NARROW}: il faut 14 chiffres dont la clé de contrôle est juste.`,
    emailOf: (name) => `Cet e-mail est celui de ${name}${NARROW}: choisissez cette personne dans la liste.`,
  },
  password: {
    title: "Accéder au compte",
    loginAs: (email) => html`Connexion avec l’adresse <strong class="email">${email}</strong>.`,
    changeEmail: "Changer d’adresse e-mail",
    label: "Mot de passe",
    hint: (password) => `Sur ce fournisseur simulé, le mot de passe est ${password}`,
    submit: "S’identifier",
    wrong: "Ce mot de passe n’est pas le bon. Vérifiez-le et recommencez.",
  },
  secondFactor: {
    title: "Choisir votre méthode de double authentification",
    introduction:
      "Le service auquel vous souhaitez accéder demande la mise en place d’une double authentification.",
    submit: "Configurer un code à usage unique",
    simulated: "Sur ce fournisseur simulé, un clic suffit. Le code n’est plus demandé ensuite.",
  },
  organization: {
    title: "Choisir une organisation",
    introduction: `Votre compte est rattaché à plusieurs organisations. Pour laquelle agissez-vous aujourd’hui${NARROW}?`,
    external: "en tant que prestataire externe",
    current: "organisation actuelle",
  },
  identity: {
    title: "Vérifier votre identité",
    introduction:
      "Le service auquel vous souhaitez accéder demande une identité vérifiée avec FranceConnect.",
    submit: "Vérifier mon identité",
    simulated: "Sur ce fournisseur simulé, un clic suffit et ne mène pas à FranceConnect.",
  },
  confirmation: {
    title: "Vous êtes connecté",
    introduction: (service) => html`<strong>${service}</strong> va recevoir vos données.`,
    submit: "Continuer",
  },
  userinfo: {
    title: "Renseigner votre identité",
    notSaved: `Le formulaire n’est pas enregistré${NARROW}:`,
    toFirstMistake: "corrigez ce qui est signalé",
    givenName: "Prénom",
    familyName: "Nom",
    phoneNumber: "Téléphone professionnel (facultatif)",
    phoneNumberHint: `Par exemple${NARROW}: 01\u00A023\u00A045\u00A067\u00A089`,
    job: "Fonction (facultatif)",
    submit: "Enregistrer",
    invalid: {
      given_name: "Saisissez un prénom, avec des lettres seulement.",
      family_name: "Saisissez un nom, avec des lettres seulement.",
      phone_number: "Saisissez un numéro de téléphone, par exemple 0123456789.",
      job: "Saisissez une fonction en toutes lettres, par exemple secrétaire de mairie.",
    },
  },
  error: {
    title: "Une erreur est survenue",
    status: (status) => `Erreur ${status}`,
    goOn: "Continuer sur le service",
    startAgain: "Revenez à votre application pour recommencer la connexion.",
    loginIsOver: "cette connexion est terminée ou a expiré",
    formFromElsewhere: "ce formulaire ne vient pas d’une page de ce fournisseur",
    form: { 413: "le formulaire est trop long", 415: "un formulaire était attendu" },
  },
  mismatch: {
    title: "Ce qui a été envoyé n’est pas ce qui est enregistré",
    sent: "envoyé",
    registered: "enregistré",
    nothing: "rien",
    otherSecret: "Le secret envoyé n’est pas celui qui est enregistré.",
    differences: {
      spaces: "Identiques, aux espaces ou aux sauts de ligne près.",
      quotes: "Identiques, aux guillemets près.",
      letterCase: `Identiques, aux majuscules près${NARROW}: elles comptent.`,
      scheme: "L’une commence par http, l’autre par https.",
      loopbackName: `localhost, 127.0.0.1 et [::1] sont trois hôtes différents${NARROW}: utilisez partout le même.`,
      host: "Les hôtes diffèrent.",
      port: "Les ports diffèrent.",
      finalSlash: `L’une se termine par une barre oblique, l’autre non${NARROW}: cette barre compte.`,
      path: "Les chemins diffèrent.",
      query: `Ce qui suit le point d’interrogation diffère${NARROW}: cela compte.`,
      spelling: `La même adresse, écrite autrement${NARROW}: les adresses sont comparées telles qu’elles sont écrites.`,
    },
    inApplication: (variables) =>
      `Dans une application qui utilise ce kit${NARROW}: ${variables.join(" ou ")}`,
    atProvider: (flag) =>
      `Chez ce fournisseur${NARROW}: ${flag}, ou son équivalent dans un fichier de clients.`,
  },
  blocked: {
    title: "Votre compte est bloqué",
    introduction: (email) =>
      html`Le fournisseur d’identité a bloqué le compte <strong class="email">${email}</strong>. La connexion
        ne peut pas continuer.`,
    advice: "Le service n’en saura rien tant que vous n’y revenez pas.",
  },
  joinOrganization: {
    title: "Rejoindre votre organisation",
    asked: (siret) =>
      html`Le service demande l’organisation dont le SIRET est <strong>${siret}</strong>. Cette personne n’y
        est pas rattachée.`,
    deadEnd: "Le vrai fournisseur propose ici de la rejoindre. Ce fournisseur simulé ne le fait pas.",
    startAgain: "Se connecter avec une autre adresse e-mail",
  },
  signedOut: {
    title: "S’inscrire ou se connecter",
    done: "Vous êtes bien déconnecté.",
    startAgain: "Pour vous connecter de nouveau, partez de votre application.",
  },
  logout: {
    title: "Déconnexion",
    underWay: "Déconnexion en cours…",
    submit: "Se déconnecter",
  },
  home: {
    title: "Fournisseur simulé",
    introduction: "On se connecte ici depuis une application.",
    discovery: `Elle trouve ses réglages à cette adresse${NARROW}:`,
    people: "Les personnes à votre disposition",
    password: (password) => html`mot de passe <code>${password}</code>`,
  },
};
