import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Colours, Engine } from "./engine.js";
import { Driver, type Command, type SendCommand } from "./webdriver.js";

const BINARY = "/usr/bin/firefox-esr";

/** Marionette's names of the commands: the same protocol, over a socket of Firefox's own. */
const COMMANDS: Readonly<Record<Command, string>> = {
  navigate: "WebDriver:Navigate",
  back: "WebDriver:Back",
  findElement: "WebDriver:FindElement",
  elementClick: "WebDriver:ElementClick",
  elementText: "WebDriver:GetElementText",
  elementSendKeys: "WebDriver:ElementSendKeys",
  executeScript: "WebDriver:ExecuteScript",
  deleteAllCookies: "WebDriver:DeleteAllCookies",
  switchToWindow: "WebDriver:SwitchToWindow",
  closeWindow: "WebDriver:CloseWindow",
  windowHandles: "WebDriver:GetWindowHandles",
  computedLabel: "WebDriver:GetComputedLabel",
  computedRole: "WebDriver:GetComputedRole",
  performActions: "WebDriver:PerformActions",
};

/**
 * Debian's Firefox, without any driver beside it.
 *
 * @see https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export const firefox: Engine = {
  name: "Firefox",
  isInstalled: existsSync(BINARY),
  async start({ javaScript = true, colours = "light" } = {}) {
    const profile = mkdtempSync(join(tmpdir(), "firefox-"));
    writeFileSync(
      join(profile, "user.js"),
      preferences([...PREFERENCES, ["javascript.enabled", javaScript], ...COLOURS[colours]]),
    );
    const browser = spawn(BINARY, ["-headless", "-marionette", "-profile", profile], {
      stdio: "ignore",
      env: { ...process.env, HOME: profile },
    });
    const socket = await connectTo(await portOf(profile));
    const call = speak(socket);
    await call("WebDriver:NewSession", {});
    const send: SendCommand = async (command, { element, ...parameters } = {}) => {
      const answer = await call(COMMANDS[command], {
        ...parameters,
        ...(element !== undefined && { id: element }),
      });
      // Some answers are wrapped, as WebDriver's own are.
      return isWrapped(answer) ? answer.value : answer;
    };
    return {
      driver: new Driver(send),
      stop: async () => {
        socket.destroy();
        if (browser.kill()) await once(browser, "exit");
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  },
};

/** Nothing but the page under test may use the network; the port is Firefox's choice. */
const PREFERENCES: readonly Preference[] = [
  ["marionette.port", 0],
  ["datareporting.policy.dataSubmissionEnabled", false],
  ["toolkit.telemetry.enabled", false],
  ["app.normandy.enabled", false],
  ["browser.safebrowsing.malware.enabled", false],
  ["browser.safebrowsing.phishing.enabled", false],
  ["browser.safebrowsing.downloads.enabled", false],
  ["browser.shell.checkDefaultBrowser", false],
  ["browser.startup.page", 0],
  ["extensions.update.enabled", false],
  ["network.captive-portal-service.enabled", false],
  ["network.connectivity-service.enabled", false],
  ["intl.accept_languages", "fr"],
];

/** “Colours” in its settings: what pages are told is preferred, and whether theirs are overridden. */
const COLOURS: Readonly<Record<Colours, readonly Preference[]>> = {
  light: [["layout.css.prefers-color-scheme.content-override", 1]],
  dark: [["layout.css.prefers-color-scheme.content-override", 0]],
  forced: [["browser.display.document_color_use", 2]],
};

type Preference = readonly [name: string, value: boolean | number | string];

function preferences(all: readonly Preference[]): string {
  return all
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join("\n");
}

/** Firefox writes the port that it chose into its profile. */
async function portOf(profile: string): Promise<number> {
  const file = join(profile, "MarionetteActivePort");
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (existsSync(file)) {
      const port = Number(readFileSync(file, "utf8"));
      if (port > 0) return port;
    }
    // oxlint-disable-next-line no-await-in-loop -- until it is there
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error("Firefox did not start.");
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

type Call = (name: string, parameters: object) => Promise<unknown>;
type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: unknown];

/** Messages are `<length>:<JSON>`; an answer bears the number of its command. */
function speak(socket: Socket): Call {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let serial = 0;
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      const length = Number(received.subarray(0, colon).toString());
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
      if (Array.isArray(message)) settle(message as Answer);
    }
  });

  function settle([, id, error, result]: Answer): void {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error) caller?.reject(new Error(`${error.error}: ${error.message}`));
    else caller?.resolve(result);
  }

  return (name, parameters) =>
    new Promise((resolve, reject) => {
      serial += 1;
      waiting.set(serial, { resolve, reject });
      const message = JSON.stringify([0, serial, name, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}

function isWrapped(answer: unknown): answer is { value: unknown } {
  return typeof answer === "object" && answer !== null && "value" in answer;
}
