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

test.each(["debug", "info", "warn", "error"] as const)(
  "an application's own logger gets harmless texts, wherever they stand in a %s line",
  (level) => {
    const { logger, lines } = recorder();
    const cause = new Error(EVIL);
    createLogger(logger)[level](EVIL, {
      hint: EVIL,
      [EVIL]: 1,
      list: [EVIL, { deep: EVIL }],
      cause,
      ok: true,
    });
    expect(lines).toEqual([
      [SAFE, { hint: SAFE, [SAFE]: 1, list: [SAFE, { deep: SAFE }], cause: `Error: ${SAFE}`, ok: true }],
    ]);
  },
);

test("the console gets one line, quotes escaped", () => {
  const lines: unknown[] = [];
  vi.spyOn(console, "warn").mockImplementation((line) => void lines.push(line));
  createLogger().warn(EVIL, { hint: `"${EVIL}`, status: 400, list: ["a"] });
  expect(lines).toEqual([`[moncomptepro] ${SAFE} hint="\\"${SAFE}" status=400 list=["a"]`]);
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
  createLogger({ ...recorder().logger, error }).error("said", { hint: "h" });
  expect(lines).toEqual([
    '[moncomptepro] The logger failed. reason="Error: the disk is full"',
    '[moncomptepro] said hint="h"',
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
