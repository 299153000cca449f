import { documentOf, type LogCode } from "./log-document.js";
import { logText } from "./log-text.js";

/** Where log lines go. No line ever holds a secret, a token or personal data. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

type Level = keyof Logger;
type Details = Readonly<Record<string, unknown>>;

/** What everything here writes to. A warning or an error says what it is about, and ends with the address of its page. */
export interface Log extends Pick<Logger, "debug" | "info"> {
  warn(code: LogCode, message: string, details?: Details): void;
  error(code: LogCode, message: string, details?: Details): void;
}

/** Members of one object or list of a line's details, and how deep they may lie. */
const MAXIMUM_MEMBERS = 20;
const MAXIMUM_DEPTH = 3;

/**
 * The logger that everything writes to: whatever a line quotes is made harmless here, once, before it reaches the
 * console or the application's own logger. See {@link logText}.
 *
 * @param given - the application's own; by default the console, without the `debug` lines
 */
export function createLogger(given: Logger = consoleLogger): Log {
  const write = (level: Level, message: string, details?: Details): void => {
    const line = [logText(message), ...(details ? [details] : [])] as const;
    try {
      given[level](...line);
    } catch (error) {
      // A logger that fails must not decide whether a person gets in.
      const see = documentOf("logger_failed");
      consoleLogger.error("The logger failed.", { reason: safeDetail(error, 1), see });
      consoleLogger[level](...line);
    }
  };
  const plain =
    (level: Level) =>
    (message: string, details?: Details): void =>
      write(level, message, details && safeMembers(details, 1));
  const documented =
    (level: Level) =>
    (code: LogCode, message: string, details: Details = {}): void =>
      write(level, message, { ...safeMembers(details, 1), see: documentOf(code) });
  return {
    debug: plain("debug"),
    info: plain("info"),
    warn: documented("warn"),
    error: documented("error"),
  };
}

function safeDetail(value: unknown, depth: number): unknown {
  if (value instanceof Error) return logText(`${value.name}: ${value.message}`);
  if (typeof value === "object" && value !== null) return safeObject(value, depth);
  if (typeof value === "string") return logText(value);
  const isPlain = value === null || ["undefined", "boolean", "number"].includes(typeof value);
  return isPlain ? value : `(${typeof value})`;
}

function safeObject(value: object, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) return "…";
  return Array.isArray(value)
    ? value.slice(0, MAXIMUM_MEMBERS).map((member) => safeDetail(member, depth + 1))
    : safeMembers(value as Details, depth + 1);
}

function safeMembers(details: Details, depth: number): Details {
  const members = Object.entries(details).slice(0, MAXIMUM_MEMBERS);
  return Object.fromEntries(members.map(([name, value]) => [logText(name), safeDetail(value, depth)]));
}

/** The console, one line each, without the `debug` ones. Texts were made harmless before. */
const consoleLogger: Logger = {
  debug: () => undefined,
  info: (message, details) => console.info(toLine(message, details)),
  warn: (message, details) => console.warn(toLine(message, details)),
  error: (message, details) => console.error(toLine(message, details)),
};

function toLine(message: string, details: Details = {}): string {
  const members = Object.entries(details).map(([name, value]) => ` ${name}=${quoted(value)}`);
  return `[moncomptepro] ${message}${members.join("")}`;
}

/** A text has its line breaks escaped already: JSON would do so a second time. */
function quoted(value: unknown): string {
  return typeof value === "string" ? `"${value.replaceAll('"', '\\"')}"` : JSON.stringify(value);
}
