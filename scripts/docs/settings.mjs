import { table } from "./table.mjs";

/** Characters of a line of a doc block. */
const WIDTH = 118;
const [START, END] = [
  "<!-- Made from settings-table.ts by npm run docs. -->",
  "<!-- End of what is made. -->",
];

/** A README whose table of settings, given as pairs of name and setting, is written anew. */
export function withSettingsTable(text, settings) {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`The README has no "${START}", or nothing after it`);
  const rows = settings.map(([option, setting]) => [
    `\`${option}\``,
    setting.sentence,
    absence(setting),
    setting.variable ? `\`${setting.variable}\`` : "",
  ]);
  const made = table(["option", "what it is", "default", "variable"], rows);
  return `${text.slice(0, start)}${START}\n\n${made}\n\n${text.slice(end)}`;
}

/** A source file in which the doc blocks of an interface's members are written anew. */
export function withDocBlocks(text, name, settings) {
  const start = text.indexOf(`export interface ${name}`);
  const end = text.indexOf("\n}\n", start);
  if (start === -1 || end === -1) throw new Error(`There is no interface ${name}`);
  let body = text.slice(start, end);
  for (const [option, setting] of Object.entries(settings)) {
    const member = new RegExp(`\\n(  /\\*\\*(?:(?!\\*/)[^])*\\*/\\n)?(?=  ${option}\\?[:(])`);
    if (!member.test(body)) throw new Error(`The interface ${name} has no option ${option}`);
    body = body.replace(member, () => `\n${docBlock(describe(setting))}\n`);
  }
  return text.slice(0, start) + body + text.slice(end);
}

function describe(setting) {
  const { sentence, more, required, variable } = setting;
  const value = absence(setting);
  return [
    sentence,
    more,
    required ? "Required." : value && `Default: ${value}.`,
    variable && `Environment: \`${variable}\`.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** What a setting is when it isn't given. */
function absence({ required, default: value, otherwise }) {
  if (required) return "required";
  if (otherwise !== undefined) return otherwise;
  if (typeof value === "number") return value.toLocaleString("en");
  if (Array.isArray(value)) return value.length > 0 ? `\`${JSON.stringify(value)}\`` : "none";
  if (typeof value === "object") return "";
  return `\`${value}\``;
}

function docBlock(text) {
  const single = `  /** ${text} */`;
  if (single.length <= WIDTH) return single;
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 6 <= WIDTH) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return ["  /**", ...lines.map((line) => `   * ${line}`), "   */"].join("\n");
}
