/** Where log lines go. No line ever holds a secret, a token or personal data. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** The console, one line each, without the `debug` ones. */
export const consoleLogger: Logger = {
  debug: () => undefined,
  info: (message, details) => console.info(line(message, details)),
  warn: (message, details) => console.warn(line(message, details)),
  error: (message, details) => console.error(line(message, details)),
};

function line(message: string, details: Readonly<Record<string, unknown>> = {}): string {
  const members = Object.entries(details).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return `[moncomptepro] ${message}${members.join("")}`;
}
