export { MonCompteProButton } from "./button.js";
export type { LoginDetail, LoginEvent } from "./login-event.js";
export type { LocaleTexts } from "./texts.js";
