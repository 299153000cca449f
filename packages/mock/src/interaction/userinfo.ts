import { type UserinfoForm, userinfoPage } from "../pages/userinfo-page.js";
import type { PersonalData } from "../people/persona.js";
import type { Answer, InteractionContext } from "./context.js";

const NAME = /^[\p{L}\p{M}' ’.-]{1,100}$/u;
const PHONE_NUMBER = /^\+?[\d .()-]{6,30}$/;

export function showUserinfo({ signedIn, path }: InteractionContext): Answer {
  if (signedIn === undefined) return { location: path("email") };
  const { givenName, familyName, phoneNumber = "", job = "" } = signedIn.person;
  const form = { given_name: givenName, family_name: familyName, phone_number: phoneNumber, job };
  return { page: userinfoPage({ form, errors: {}, action: path("userinfo") }) };
}

export function submitUserinfo({ state, signedIn, form: posted, path }: InteractionContext): Answer {
  if (signedIn === undefined) return { location: path("email") };
  const form = readUserinfo(posted);
  const errors = checkUserinfo(form);
  if (Object.keys(errors).length > 0) {
    return { page: userinfoPage({ form, errors, action: path("userinfo") }), status: 422 };
  }
  state.people.update(signedIn.person, toPersonalData(form));
  return { location: path("continue") };
}

function readUserinfo(posted: URLSearchParams): UserinfoForm {
  const text = (name: keyof UserinfoForm): string => (posted.get(name) ?? "").trim();
  return {
    given_name: text("given_name"),
    family_name: text("family_name"),
    phone_number: text("phone_number"),
    job: text("job"),
  };
}

function checkUserinfo({ given_name, family_name, phone_number, job }: UserinfoForm): Partial<UserinfoForm> {
  const isJob = job.length <= 200 && !/^[\d\s]+$/.test(job);
  return {
    ...(!NAME.test(given_name) && { given_name: "Saisissez un prénom, avec des lettres seulement." }),
    ...(!NAME.test(family_name) && { family_name: "Saisissez un nom, avec des lettres seulement." }),
    ...(phone_number !== "" &&
      !PHONE_NUMBER.test(phone_number) && {
        phone_number: "Saisissez un numéro de téléphone, par exemple 0123456789.",
      }),
    ...(!isJob && { job: "Saisissez une fonction en toutes lettres, par exemple secrétaire de mairie." }),
  };
}

function toPersonalData({ given_name, family_name, phone_number, job }: UserinfoForm): PersonalData {
  return {
    givenName: given_name,
    familyName: family_name,
    ...(phone_number !== "" && { phoneNumber: phone_number }),
    ...(job !== "" && { job }),
  };
}
