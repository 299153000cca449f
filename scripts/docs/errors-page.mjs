import { table } from "./table.mjs";

/** `docs/errors.md`, whole. */
export function errorsPage(errors, documentation, texts) {
  const rows = Object.entries(errors).map(([code, { fault, status }]) => {
    const { happened, action } = documentation[code];
    // The address that the log gives ends with the code.
    return [`<a id="${code}"></a>\`${code}\``, String(status), fault, happened, action];
  });
  return `<!-- Made from the tables of packages/server/src by npm run docs: change them, not this page. -->

# Errors

Every failure has a stable code. A person gets a page with one sentence, in French or English, and the code. A script gets
\`application/problem+json\` with \`code\`, \`status\`, \`title\`, \`detail\` and \`loginUrl\`. The hint for the developer goes to the
log, and never to a page.

The fault says where the failure comes from: the **person** refused or could not; an **answer** cannot be trusted; the
**setup** is wrong, and the developer can mend it; the **provider** has a problem.

${table(["code", "status", "fault", "what happened", "what the developer does"], rows)}

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
