import { userinfoPage, type UserinfoForm } from "../pages/userinfo-page.js";
import type { PersonalData } from "../people/persona.js";
import type { Answer, InteractionContext } from "./context.js";

const NAME = /^[\p{L}\p{M}' ’.-]{1,100}$/u;
const PHONE_NUMBER = /^\+?[\d .()-]{6,30}$/;

export function showUserinfo({ current, path, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  const { givenName, familyName, phoneNumber = "", job = "" } = current.person;
  const form = { given_name: givenName, family_name: familyName, phone_number: phoneNumber, job };
  return { page: userinfoPage(texts, { form, errors: {}, action: path("userinfo") }) };
}

export function submitUserinfo({ state, current, form: posted, path, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  const form = readUserinfo(posted);
  const errors = checkUserinfo(form, texts.userinfo.invalid);
  if (Object.keys(errors).length > 0) {
    return { page: userinfoPage(texts, { form, errors, action: path("userinfo") }), status: 422 };
  }
  state.people.update(current.person, toPersonalData(form));
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

function checkUserinfo(form: UserinfoForm, messages: UserinfoForm): Partial<UserinfoForm> {
  const { given_name, family_name, phone_number, job } = form;
  const isRight: Record<keyof UserinfoForm, boolean> = {
    given_name: NAME.test(given_name),
    family_name: NAME.test(family_name),
    phone_number: phone_number === "" || PHONE_NUMBER.test(phone_number),
    job: job.length <= 200 && !/^[\d\s]+$/.test(job),
  };
  return Object.fromEntries(
    Object.entries(messages).filter(([name]) => !isRight[name as keyof UserinfoForm]),
  );
}

function toPersonalData({ given_name, family_name, phone_number, job }: UserinfoForm): PersonalData {
  return {
    givenName: given_name,
    familyName: family_name,
    ...(phone_number !== "" && { phoneNumber: phone_number }),
    ...(job !== "" && { job }),
  };
}
