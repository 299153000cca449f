// The page that says which provider is for whom, made from the profiles.
import { table } from "./table.mjs";

const TEXTS = {
  en: {
    twin: "[En français](choosing.fr.md)",
    title: "Which provider",
    lead: "Who can log in where, who may offer it, and where it is asked for. Going live says the rest, step by step.",
    populations: {
      "public-agents": "agents of the public sector",
      "private-professionals": "professionals of the private sector",
      "company-officers": "officers of a company, certified",
      citizens: "citizens, in their own name",
      "health-professionals": "health professionals",
    },
    population: "who logs in",
    yes: "yes",
    heads: ["provider", "who may offer it", "request", "keys", "who answers", "what is needed"],
    accessTitle: "Asking for access",
    scopes:
      "A scope that is not in the habilitation ends each login in `invalid_scope`: the log names it, and where it is asked for. The data behind a login at FranceConnect ([API Particulier](data.md#api-particulier)) take a second request:",
    others:
      "ProConnect does not cover students, nor people of an organisation without SIRET: give them [a login of your own](sessions.md) beside. `auth.createSession()` begins the same session.",
    page: (file) => `going-live/${file}.md`,
  },
  fr: {
    twin: "[In English](choosing.md)",
    title: "Quel fournisseur",
    lead: "Qui peut se connecter où, qui peut le proposer, et à qui le demander. La mise en production dit le reste, étape par étape.",
    populations: {
      "public-agents": "agents du secteur public",
      "private-professionals": "professionnels du secteur privé",
      "company-officers": "dirigeants d’entreprise, certifiés",
      citizens: "citoyens, en leur nom",
      "health-professionals": "professionnels de santé",
    },
    population: "qui se connecte",
    yes: "oui",
    heads: ["fournisseur", "qui peut le proposer", "demande", "clés", "qui répond", "ce qu’il faut"],
    accessTitle: "Demander l’accès",
    scopes:
      "Un scope qui n’est pas dans l’habilitation termine chaque connexion par `invalid_scope`\u202F: le journal le nomme, et dit où le demander. Les données derrière une connexion FranceConnect ([API Particulier](data.md#api-particulier)) prennent une seconde demande\u202F:",
    others:
      "ProConnect ne couvre ni les étudiants, ni les personnes d’une organisation sans SIRET\u202F: donnez-leur [une connexion à vous](sessions.md) à côté. `auth.createSession()` commence la même session.",
    page: (file) => `going-live/${file}.fr.md`,
  },
};

/** Where going live is told. FranceConnect+ is told with FranceConnect. */
const PAGES = { "franceconnect-plus": "franceconnect" };

export function choosingPage(profiles, dataAccess, language) {
  const { populations, twin, title, lead, population, yes, heads, accessTitle, scopes, others, page } =
    TEXTS[language];
  const all = Object.values(profiles).filter(({ access }) => access);
  const link = ({ name, href }) => `[${name[language]}](${href})`;
  const nameOf = ({ id, brand }) => `[${brand.name}](${page(PAGES[id] ?? id)})`;
  const who = Object.entries(populations).map(([key, text]) => [
    text,
    ...all.map(({ access }) => (access.populations.includes(key) ? yes : "")),
  ]);
  const how = all.map((profile) => {
    const { eligibility, request, keys, answer, needed } = profile.access;
    return [
      nameOf(profile),
      eligibility[language],
      link(request),
      link(keys),
      answer[language],
      needed[language],
    ];
  });
  return `# ${title}

${twin}

<!-- Made from the profiles by npm run docs. -->

${lead}

${table([population, ...all.map(nameOf)], who)}

${others}

## ${accessTitle}

${table(heads, how)}

${scopes} ${link(dataAccess)}.
`;
}
