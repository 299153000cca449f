export const folder = "packages/mock/src/api-particulier";
export const tests = ["answer-call.test.ts"];

const decide = "decide.ts";

export const breaks = [
  {
    file: decide,
    find: `if (!(await provider.Grant.find(found.grantId))) return "51502";`,
    put: ``,
    why: "the mock gives data for a token whose grant is over",
  },
  {
    file: decide,
    find: `every((claim) => opened.has(claim))`,
    put: `some((claim) => opened.has(claim))`,
    why: "the mock gives data for half an identity",
  },
  {
    file: decide,
    find: `if (!isSiret(recipient)) return { code: "00210" };`,
    put: ``,
    why: "the mock takes any recipient",
  },
  {
    file: "opened-parts.ts",
    find: `.filter(([member]) => isOpen(\`\${part}.\${member}\`))`,
    put: ``,
    why: "the mock gives parts of parts that no scope opens",
  },
  {
    file: "answer-call.ts",
    find: `parameters: Object.fromEntries(query),`,
    put: `parameters: { authorization: String(request.headers.authorization) },`,
    why: "the mock records tokens",
  },
];
