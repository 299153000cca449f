import { MonCompteProButton } from "./moncomptepro-elements.js";

MonCompteProButton.registerLocale("de", {
  action: "Mit dem gemeinsamen Konto anmelden bei",
  help: "Was ist {brand}?",
  newWindow: "neues Fenster",
  busy: "Anmeldung läuft…",
  disabled: "Anmeldung nicht möglich",
});

// There is no login here: nothing leaves the page.
document.addEventListener("moncomptepro-login", (event) => event.preventDefault());
document.addEventListener("moncomptepro-logout", (event) => event.preventDefault());

const element = (id) => document.getElementById(id);
const NAMES = {
  moncomptepro: "MonComptePro",
  proconnect: "ProConnect",
  franceconnect: "FranceConnect",
  "franceconnect-plus": "FranceConnect+",
  "pro-sante-connect": "Pro Santé Connect",
};

function compose() {
  const provider = element("provider").value;
  const language = element("language").value;
  const returnTo = element("return-to").value;
  const href =
    returnTo && returnTo !== "/" ? `/auth/login?returnTo=${encodeURIComponent(returnTo)}` : "/auth/login";
  const words = `${language === "en" ? "Sign in with" : "S’identifier avec"} ${NAMES[provider]}`;

  const button = document.createElement("moncomptepro-button");
  if (provider !== "moncomptepro") button.setAttribute("provider", provider);
  if (language) button.setAttribute("lang", language);
  if (element("mode").value === "link") {
    button.setAttribute("href", href);
    button.append(Object.assign(document.createElement("a"), { href, textContent: words }));
    return button;
  }
  button.append(Object.assign(document.createElement("button"), { type: "submit", textContent: words }));
  const form = Object.assign(document.createElement("form"), { method: "post", action: href });
  form.dataset.turbo = "false";
  form.append(button);
  return form;
}

function show() {
  const composed = compose();
  // Before it is in the page: there the element would add what is its own.
  element("markup").textContent = composed.outerHTML.replaceAll("><", ">\n<");
  element("preview").replaceChildren(composed);
}

element("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(element("markup").textContent);
  element("copied").textContent = "Copié";
});
element("composer").addEventListener("input", () => {
  element("copied").textContent = "";
  show();
});
element("composer").addEventListener("submit", (event) => event.preventDefault());
show();
