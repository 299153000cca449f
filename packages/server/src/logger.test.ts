import { afterEach, expect, test, vi } from "vitest";
import { createLogger, type Logger } from "./logger.js";

afterEach(() => vi.restoreAllMocks());

type Line = [message: string, details?: Readonly<Record<string, unknown>>];

function recorder(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const add = (...line: Line): void => void lines.push(line);
  return { lines, logger: { debug: add, info: add, warn: add, error: add } };
}

const EVIL = "x\n[moncomptepro] login_succeeded \u202E jean@mairie.example";
const SAFE = "x\\n[moncomptepro] login_succeeded \\u202e (e-mail)";

const PAGE = "node_modules/@moncomptepro/server/docs/errors.md";

const evilDetails = {
  hint: EVIL,
  [EVIL]: 1,
  list: [EVIL, { deep: EVIL }],
  cause: new Error(EVIL),
  ok: true,
};
const safeDetails = {
  hint: SAFE,
  [SAFE]: 1,
  list: [SAFE, { deep: SAFE }],
  cause: `Error: ${SAFE}`,
  ok: true,
};

test.each(["debug", "info"] as const)(
  "an application's own logger gets harmless texts, wherever they stand in a %s line",
  (level) => {
    const { logger, lines } = recorder();
    createLogger(logger)[level](EVIL, evilDetails);
    expect(lines).toEqual([[SAFE, safeDetails]]);
  },
);

test.each(["warn", "error"] as const)(
  "a %s line has harmless texts too, and ends with the address of its page",
  (level) => {
    const { logger, lines } = recorder();
    const log = createLogger(logger);
    log[level]("foreign_cookie", EVIL, evilDetails);
    log[level]("foreign_cookie", "without details");
    log[level](
      "foreign_cookie",
      "with too many",
      Object.fromEntries(Array.from("abcdefghijklmnopqrstuvwxyz", (name) => [name, 1])),
    );
    const see = `${PAGE}#foreign_cookie`;
    expect(lines.slice(0, 2)).toEqual([
      [SAFE, { ...safeDetails, see }],
      ["without details", { see }],
    ]);
    for (const [, given] of lines) expect(Object.entries(given ?? {}).at(-1)).toEqual(["see", see]);
  },
);

test("the console gets one line, quotes escaped", () => {
  const lines: unknown[] = [];
  vi.spyOn(console, "warn").mockImplementation((line) => void lines.push(line));
  createLogger().warn("store_unavailable", EVIL, { hint: `"${EVIL}`, status: 400, list: ["a"] });
  expect(lines).toEqual([
    `[moncomptepro] ${SAFE} hint="\\"${SAFE}" status=400 list=["a"] see="${PAGE}#store_unavailable"`,
  ]);
});

test("details are bounded in number and in depth, so that one that holds itself ends", () => {
  const { logger, lines } = recorder();
  const details: Record<string, unknown> = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`m${i}`, i]),
  );
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  createLogger(logger).info("x", { circle, ...details });
  expect(Object.keys(lines[0]?.[1] ?? {})).toHaveLength(20);
  expect(JSON.stringify(lines).length).toBeLessThan(1000);
});

test("a logger that throws stops nothing, and the line is not lost", () => {
  const lines: unknown[] = [];
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(line));
  const error = (): never => {
    throw new Error("the disk is full");
  };
  createLogger({ ...recorder().logger, error }).error("on_logout_failed", "said", { hint: "h" });
  expect(lines).toEqual([
    `[moncomptepro] The logger failed. reason="Error: the disk is full" see="${PAGE}#logger_failed"`,
    `[moncomptepro] said hint="h" see="${PAGE}#on_logout_failed"`,
  ]);
});

test("a logger keeps its own this", () => {
  class Own implements Logger {
    readonly lines: string[] = [];
    debug(): void {}
    info(message: string): void {
      this.lines.push(message);
    }
    warn(): void {}
    error(): void {}
  }
  const own = new Own();
  createLogger(own).info("said");
  expect(own.lines).toEqual(["said"]);
});
