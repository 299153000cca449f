/** Sends one command of the W3C WebDriver protocol and gives its value. */
export type SendCommand = (
  command: Command,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

export type Command =
  | "navigate"
  | "back"
  | "findElement"
  | "elementClick"
  | "elementText"
  | "elementSendKeys"
  | "executeScript"
  | "deleteAllCookies"
  | "switchToWindow"
  | "closeWindow"
  | "windowHandles"
  | "computedLabel"
  | "computedRole"
  | "performActions";

/** @see https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Escape: "\uE00C",
  Space: " ",
  Meta: "\uE03D",
} as const;

type Key = keyof typeof KEYS;

interface Pointing {
  /** Which button of the mouse; the left one by default. */
  readonly button?: 0 | 1;
  /** A key that is held meanwhile. */
  readonly holding?: Key;
  /** How often, as an impatient person does; once by default. */
  readonly clicks?: number;
}

/** Too long for a double click. */
const MS_BETWEEN_CLICKS = 600;

/** A reference to an element, as the protocol writes it. */
type ElementReference = Readonly<Record<string, string>>;

/** The member that holds an element's identifier. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Milliseconds until what was waited for counts as missing. */
const PATIENCE = 15_000;

/**
 * A browser that is driven as a person would: it waits for what it looks for.
 *
 * @see https://www.w3.org/TR/webdriver2/
 */
export class Driver {
  readonly #send: SendCommand;

  constructor(send: SendCommand) {
    this.#send = send;
  }

  async open(url: string): Promise<void> {
    await this.#send("navigate", { url });
  }

  async back(): Promise<void> {
    await this.#send("back");
  }

  /** The page's own address: WebKit's driver would tell that of a page that is only asked for. */
  async url(): Promise<string> {
    return (await this.run("return location.href")) as string;
  }

  async forgetEverything(): Promise<void> {
    await this.#send("deleteAllCookies");
  }

  /** Runs the body of a function in the page. */
  async run(script: string): Promise<unknown> {
    return this.#send("executeScript", { script, args: [] });
  }

  async click(selector: string): Promise<void> {
    await eventually(async () => {
      await this.#loaded();
      await this.#send("elementClick", { element: await this.#find(selector) });
    });
  }

  /** Clicks what an expression gives in the page, as an element inside of a shadow root. */
  async clickOn(expression: string): Promise<void> {
    await eventually(async () => {
      await this.#loaded();
      const element = (await this.run(`return ${expression};`)) as ElementReference;
      await this.#send("elementClick", { element: element[ELEMENT] });
    });
  }

  /** What the engine tells assistive technology of an element: what it is, and its name. */
  async announced(expression: string): Promise<[role: unknown, name: unknown]> {
    const { [ELEMENT]: element } = (await this.run(`return ${expression};`)) as ElementReference;
    return [await this.#send("computedRole", { element }), await this.#send("computedLabel", { element })];
  }

  /** Presses the last key, wherever the focus is, while those before it are held. */
  async press(...keys: readonly Key[]): Promise<void> {
    const actions = [
      ...keys.map((key) => ({ type: "keyDown", value: KEYS[key] })),
      ...keys.toReversed().map((key) => ({ type: "keyUp", value: KEYS[key] })),
    ];
    await this.#send("performActions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Clicks in the middle of what an expression gives, as a mouse does: it waits for no page that may come of it. */
  async point(expression: string, { button = 0, holding, clicks = 1 }: Pointing = {}): Promise<void> {
    const [x, y] = (await this.run(`
      const { left, top, width, height } = (${expression}).getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    `)) as [number, number];
    const pause = { type: "pause" };
    const mouse = [
      { type: "pointerMove", x, y, origin: "viewport", duration: 0 },
      ...Array.from({ length: clicks }, (_, index) => [
        { type: "pause", duration: index === 0 ? 0 : MS_BETWEEN_CLICKS },
        { type: "pointerDown", button },
        { type: "pointerUp", button },
      ]).flat(),
    ];
    // What stands in one column happens at once; the key is down before the mouse moves, and up after its button is.
    const keyboard = holding && [
      { type: "keyDown", value: KEYS[holding] },
      ...mouse.map(() => pause),
      { type: "keyUp", value: KEYS[holding] },
    ];
    await this.#send("performActions", {
      actions: [
        { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [pause, ...mouse] },
        ...(keyboard ? [{ type: "key", id: "keyboard", actions: keyboard }] : []),
      ],
    });
  }

  /** Takes the mouse into the corner, where nothing is that would show it. */
  async rest(): Promise<void> {
    const actions = [{ type: "pointerMove", x: 0, y: 0, origin: "viewport", duration: 0 }];
    await this.#send("performActions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  /** The tabs there are. */
  async tabs(): Promise<readonly string[]> {
    return (await this.#send("windowHandles")) as string[];
  }

  /** Goes on in another tab. */
  async switchTo(handle: string): Promise<void> {
    await this.#send("switchToWindow", { handle });
  }

  /** Closes the tab that is driven; the next command has to choose another one. */
  async closeTab(): Promise<void> {
    await this.#send("closeWindow");
  }

  async type(selector: string, text: string): Promise<void> {
    await eventually(async () => {
      await this.#send("elementSendKeys", { element: await this.#find(selector), text });
    });
  }

  async text(selector: string): Promise<string> {
    return (await this.#send("elementText", { element: await this.#find(selector) })) as string;
  }

  /** Waits until the address of the page fits. */
  async arrive(expected: string): Promise<void> {
    await eventually(async () => {
      const url = await this.url();
      if (url !== expected) throw new Error(`expected to arrive at ${expected}, is at ${url}`);
    });
  }

  /** Waits until an element holds a text. */
  async see(selector: string, expected: string): Promise<void> {
    await eventually(async () => {
      const text = await this.text(selector);
      if (!text.includes(expected)) throw new Error(`expected ${expected} in ${selector}, found ${text}`);
    });
  }

  /** Firefox loses a click, now and then, on a page that isn't loaded to its end. */
  async #loaded(): Promise<void> {
    if ((await this.run("return document.readyState")) !== "complete") throw new Error("still loading");
  }

  async #find(selector: string): Promise<string | undefined> {
    const found = await this.#send("findElement", { using: "css selector", value: selector });
    return (found as ElementReference)[ELEMENT];
  }
}

/** Tries until it works: a page that is still on its way has neither the element nor the address. */
async function eventually(work: () => Promise<void>): Promise<void> {
  const end = Date.now() + PATIENCE;
  /* oxlint-disable no-await-in-loop -- each try comes after the other */
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }
  /* oxlint-enable no-await-in-loop */
}
