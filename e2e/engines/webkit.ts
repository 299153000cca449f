import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@moncomptepro/test-kit/free-port";
import type { Engine } from "./engine.js";
import { Driver, type Command, type SendCommand } from "./webdriver.js";

const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";

type Endpoint = readonly [method: "GET" | "POST" | "DELETE", path: string];

/** @see https://www.w3.org/TR/webdriver2/#endpoints */
const ENDPOINTS: Readonly<Record<Command, Endpoint>> = {
  navigate: ["POST", "/url"],
  back: ["POST", "/back"],
  findElement: ["POST", "/element"],
  elementClick: ["POST", "/element/:element/click"],
  elementText: ["GET", "/element/:element/text"],
  elementSendKeys: ["POST", "/element/:element/value"],
  executeScript: ["POST", "/execute/sync"],
  deleteAllCookies: ["DELETE", "/cookie"],
  switchToWindow: ["POST", "/window"],
  closeWindow: ["DELETE", "/window"],
  windowHandles: ["GET", "/window/handles"],
  computedLabel: ["GET", "/element/:element/computedlabel"],
  computedRole: ["GET", "/element/:element/computedrole"],
  performActions: ["POST", "/actions"],
};

/** WebKitGTK, by Debian's driver, on a screen that no person sees. */
export const webkit: Engine = {
  name: "WebKit",
  isInstalled: existsSync(DRIVER) && existsSync(SCREEN),
  async start({ javaScript = true, colours = "light" } = {}) {
    if (colours === "forced") throw new Error("WebKitGTK has no forced colours.");
    const home = mkdtempSync(join(tmpdir(), "webkit-"));
    const screen = spawn(SCREEN, ["-displayfd", "1", "-screen", "0", "1280x1024x24"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [display] = (await once(screen.stdout, "data")) as [Buffer];
    const port = await freePort();
    const driver = spawn(DRIVER, [`--port=${port}`], {
      stdio: "ignore",
      env: {
        ...process.env,
        HOME: home,
        LANG: "fr_FR.UTF-8",
        LANGUAGE: "fr",
        GTK_THEME: colours === "dark" ? "Adwaita:dark" : "Adwaita",
        DISPLAY: `:${display.toString().trim()}`,
        // Its sandbox needs rights that a container has not.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
        WEBKIT_DISABLE_COMPOSITING_MODE: "1",
        WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      },
    });
    const address = `http://127.0.0.1:${port}`;
    await ready(address);
    const capabilities = {
      "webkitgtk:browserOptions": {
        args: ["--automation", ...(javaScript ? [] : ["--enable-javascript=false"])],
      },
    };
    const session = (await call(address, ["POST", "/session"], {
      capabilities: { alwaysMatch: capabilities },
    })) as {
      sessionId: string;
    };
    const own = `${address}/session/${session.sessionId}`;
    const send: SendCommand = (command, { element, ...parameters } = {}) => {
      const [method, path] = ENDPOINTS[command];
      return call(own, [method, path.replace(":element", String(element))], parameters);
    };
    return {
      driver: new Driver(send),
      stop: async () => {
        await call(own, ["DELETE", ""]);
        const ended = Promise.all([once(driver, "exit"), once(screen, "exit")]);
        driver.kill();
        screen.kill();
        await ended;
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  },
};

async function call(address: string, [method, path]: Endpoint, body: object = {}): Promise<unknown> {
  const response = await fetch(`${address}${path}`, {
    method,
    // A driver that hangs should fail its test, and not the next ones too.
    signal: AbortSignal.timeout(20_000),
    ...(method === "POST" && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

async function ready(address: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- until it is there
      await fetch(`${address}/status`);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
