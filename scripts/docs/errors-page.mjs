import { table } from "./table.mjs";

/** The address that the log gives ends with the code. */
const anchored = (code) => `<a id="${code}"></a>\`${code}\``;

/** `docs/errors.md`, whole. */
export function errorsPage(errors, documentation, warnings, texts) {
  const both = Object.keys(warnings).find((code) => code in errors);
  if (both) throw new Error(`${both} names an error and another line of the log: one page cannot be of two.`);
  const rows = Object.entries(errors).map(([code, { fault, status }]) => {
    const { happened, action } = documentation[code];
    return [anchored(code), String(status), fault, happened, action];
  });
  const lines = Object.entries(warnings).map(([code, { happened, action }]) => [
    anchored(code),
    happened,
    action,
  ]);
  return `<!-- Made from the tables of packages/server/src by npm run docs: change them, not this page. -->

# Errors

Every failure has a stable code. A person gets a page with one sentence, in French or English, and the code. A script gets
\`application/problem+json\` with \`code\`, \`status\`, \`title\`, \`detail\` and \`loginUrl\`. The hint for the developer goes to the
log, and never to a page.

The fault says where the failure comes from: the **person** refused or could not; an **answer** cannot be trusted; the
**setup** is wrong, and the developer can mend it; the **provider** has a problem.

${table(["code", "status", "fault", "what happened", "what the developer does"], rows)}

## Other lines of the log

A warning or an error of the log that is no answer has a name too. Each such line ends with \`see\`, the address of its row here.

${table(["name", "what happened", "what the developer does"], lines)}

## What people read

${table(["French", "English", "codes"], sentences(Object.keys(errors), texts))}
`;
}

/** Each sentence once, with the codes that it stands for. */
function sentences(codes, { fr, en }) {
  const all = new Map();
  for (const code of codes) {
    const sentence = fr.errors[code];
    const row = all.get(sentence) ?? [sentence, en.errors[code], []];
    row[2].push(`\`${code}\``);
    all.set(sentence, row);
  }
  return [...all.values()].map(([french, english, names]) => [french, english, names.join(", ")]);
}
