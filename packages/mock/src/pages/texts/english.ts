import { html } from "../html.js";
import type { Texts } from "./texts.js";

/** The real provider speaks French only: the steps are translated. */
export const english: Texts = {
  language: "en",
  provider: "Simulated provider",
  banner: html`<strong>This is a simulated identity provider.</strong> It is there for development and tests:
    enter no real data.`,
  footer: "@moncomptepro/mock – an independent project, with no link to the services of the French State.",
  errorInTitle: "Error: ",
  simulatorOnly: "Simulator only",

  email: {
    title: "Sign up or sign in",
    goOnTo: (service) => html`To go on to <strong>${service}</strong>.`,
    label: "Work e-mail address",
    hint: "Expected format: name@domain.example",
    submit: "Continue",
    abort: "Return to the service without signing in",
    invalid: "Enter a complete e-mail address, for example: name@domain.example.",
    unknown:
      "There is no account with this address. Choose a person in the list, or make them up under “Another person”.",
  },
  people: {
    title: "Choose a person",
    introduction: "All are made up. One click is enough, without a password.",
  },
  newcomer: {
    title: "Another person",
    introduction: "A person made up on the spot, forgotten at the next reset.",
    email: "The person’s e-mail",
    emailHint: "Such as name@domain.example",
    siret: "SIRET of their organisation",
    siretHint: "14 digits, with or without spaces",
    submit: "Sign in as this person",
    invalidEmail: "Enter a complete e-mail, for example: name@domain.example.",
    invalidSiret: "This is no SIRET: it takes 14 digits whose check digit is right.",
    emailOf: (name) => `This e-mail is that of ${name}: choose this person in the list.`,
  },
  password: {
    title: "Access your account",
    loginAs: (email) => html`Signing in with the address <strong class="email">${email}</strong>.`,
    changeEmail: "Change the e-mail address",
    label: "Password",
    hint: (password) => `On this simulated provider the password is ${password}`,
    submit: "Sign in",
    wrong: "This is not the right password. Check it and try again.",
  },
  secondFactor: {
    title: "Choose your two-step verification",
    introduction: "The service that you want to use requires two-step verification.",
    submit: "Set up a one-time code",
    simulated: "On this simulated provider one click is enough. The code is not asked for afterwards.",
  },
  organization: {
    title: "Choose an organisation",
    introduction: "Your account is linked to several organisations. For which one are you acting today?",
    external: "as an external contractor",
    current: "current organisation",
  },
  identity: {
    title: "Verify your identity",
    introduction: "The service that you want to use requires an identity verified with FranceConnect.",
    submit: "Verify my identity",
    simulated: "On this simulated provider one click is enough, and does not lead to FranceConnect.",
  },
  confirmation: {
    title: "You are signed in",
    introduction: (service) => html`<strong>${service}</strong> will receive your data.`,
    submit: "Continue",
  },
  userinfo: {
    title: "Tell us who you are",
    notSaved: "The form is not saved:",
    toFirstMistake: "correct what is marked",
    givenName: "First name",
    familyName: "Last name",
    phoneNumber: "Work telephone (optional)",
    phoneNumberHint: "For example: 01\u00A023\u00A045\u00A067\u00A089",
    job: "Job (optional)",
    submit: "Save",
    invalid: {
      given_name: "Enter a first name, with letters only.",
      family_name: "Enter a last name, with letters only.",
      phone_number: "Enter a telephone number, for example 0123456789.",
      job: "Enter a job in words, for example town clerk.",
    },
  },
  error: {
    title: "Something went wrong",
    status: (status) => `Error ${status}`,
    goOn: "Go on to the service",
    startAgain: "Return to your application to sign in again.",
    loginIsOver: "this sign-in is over or has expired",
    formFromElsewhere: "this form does not come from a page of this provider",
    form: { 413: "the form is too long", 415: "a form was expected" },
  },
  mismatch: {
    title: "What was sent is not what is registered",
    sent: "sent",
    registered: "registered",
    nothing: "nothing",
    otherSecret: "The secret that was sent is not the one registered.",
    differences: {
      spaces: "The same, but for spaces or line breaks around it.",
      quotes: "The same, but for quotes around it.",
      letterCase: "The same, but for capital letters: they count.",
      scheme: "One begins with http, the other with https.",
      loopbackName: "localhost, 127.0.0.1 and [::1] are three different hosts: use one of them everywhere.",
      host: "The hosts differ.",
      port: "The ports differ.",
      finalSlash: "One ends with a slash, the other does not: the slash counts.",
      path: "The paths differ.",
      query: "What follows the question mark differs: it counts.",
      spelling: "The same address, written in another way: addresses are compared as they are written.",
    },
    inApplication: (variables) => `In an application of this kit: ${variables.join(" or ")}`,
    atProvider: (flag) => `At this provider: ${flag}, or the same in a file of clients.`,
  },
  blocked: {
    title: "Your account is blocked",
    introduction: (email) =>
      html`The identity provider has blocked the account <strong class="email">${email}</strong>. The sign-in
        cannot go on.`,
    advice: "The service learns nothing of it until you return there.",
  },
  joinOrganization: {
    title: "Join your organisation",
    asked: (siret) =>
      html`The service asks for the organisation with the SIRET <strong>${siret}</strong>. This person is not
        linked to it.`,
    deadEnd: "Here the real provider offers to join it. This simulated one does not.",
    startAgain: "Sign in with another e-mail address",
  },
  signedOut: {
    title: "Sign up or sign in",
    done: "You are signed out.",
    startAgain: "To sign in again, start from your application.",
  },
  logout: {
    title: "Signing out",
    underWay: "Signing out…",
    submit: "Sign out",
  },
  home: {
    title: "Simulated provider",
    introduction: "One logs in here from an application.",
    discovery: "It finds its settings at this address:",
    people: "The people at your disposal",
    password: (password) => html`password <code>${password}</code>`,
  },
};
