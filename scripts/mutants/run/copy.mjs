// Copies of the repository in which lines are broken and tests are run: the checkout itself is never touched.
import { execFileSync, fork } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Milliseconds after which tests that do not end are ended: a break may well make a loop that has no end. */
const PATIENCE = 300_000;

const copies = new Set();

/** A copy of what Git knows or would add, as it stands; what was installed and built is linked. */
export class Copy {
  #folder = mkdtempSync(join(tmpdir(), "mutants-"));
  #child;

  constructor() {
    copies.add(this);
    const files = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: root });
    for (const file of files.toString().split("\0"))
      if (file && existsSync(join(root, file))) cpSync(join(root, file), join(this.#folder, file));
    const built = readdirSync(join(root, "packages")).map((name) => `packages/${name}/dist`);
    // Each package on its own, so that what the test runner keeps beside them stays in the copy.
    const installed = readdirSync(join(root, "node_modules"))
      .filter((name) => name === ".bin" || !name.startsWith("."))
      .map((name) => `node_modules/${name}`);
    for (const path of [...built, ...installed]) {
      mkdirSync(join(this.#folder, dirname(path)), { recursive: true });
      if (existsSync(join(root, path))) symlinkSync(join(root, path), join(this.#folder, path));
    }
  }

  /** What the tests say without any break. */
  runTests(tests, patience) {
    return this.#run(undefined, tests, patience);
  }

  /** What the tests say with a break. */
  async tryBreak({ path, find, put, tests }) {
    const file = join(this.#folder, path);
    const whole = readFileSync(file, "utf8");
    writeFileSync(
      file,
      whole.replace(find, () => put),
    );
    const result = await this.#run(path, tests);
    writeFileSync(file, whole);
    return result;
  }

  /**
   * Runs test files up to the first that fails twice.
   *
   * @returns whether all passed; whether the code could not even be read; what failed
   */
  #run(changed, tests, patience = PATIENCE) {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => done({ passed: false, isBroken: false, said: "tests that do not end" }),
        patience,
      );
      // No test noticed anything.
      const ended = () => done({ passed: false, isBroken: true, said: "the end of the test run" });
      const done = (result) => {
        clearTimeout(timer);
        child.off("exit", ended).off("message", done);
        // The file is put back behind its back.
        if (changed) this.#changed.add(changed);
        if (!result.passed && /^(the end|tests that)/.test(result.said)) this.end();
        resolve(result);
      };
      child.once("exit", ended).once("message", done);
      const all = [...this.#changed, ...(changed ? [changed] : [])];
      this.#changed.clear();
      child.send({ changed: all, tests });
    });
  }

  /** Files that were put back since the tests last ran. */
  #changed = new Set();

  /** A group of its own, so that the servers that tests start end with it. */
  #start() {
    const program = join(this.#folder, "scripts/mutants/run/tests.mjs");
    return fork(program, [], {
      cwd: this.#folder,
      detached: true,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  }

  end() {
    if (this.#child) endGroup(this.#child.pid);
    this.#child = undefined;
  }

  remove() {
    this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

/** Ends what runs and removes the copies. */
export function endAll() {
  for (const copy of copies) copy.remove();
}
