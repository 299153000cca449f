/** Sends one command of the W3C WebDriver protocol and gives its value. */
export type SendCommand = (
  command: Command,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

export type Command =
  | "navigate"
  | "currentUrl"
  | "back"
  | "findElement"
  | "elementClick"
  | "elementText"
  | "elementSendKeys"
  | "executeScript"
  | "deleteAllCookies"
  | "newWindow"
  | "switchToWindow";

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

  async url(): Promise<string> {
    return (await this.#send("currentUrl")) as string;
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
      await this.#send("elementClick", { element: await this.#find(selector) });
    });
  }

  /** Clicks what an expression gives in the page, as an element inside of a shadow root. */
  async clickOn(expression: string): Promise<void> {
    await eventually(async () => {
      const element = (await this.run(`return ${expression};`)) as ElementReference;
      await this.#send("elementClick", { element: element[ELEMENT] });
    });
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
