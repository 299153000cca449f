import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { APPLICATION, Browser, createApplication, errorCode, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../../test/memory-store.js";
import { inOwnProcess } from "../../test/own-process.js";
import type { Auth, AuthOptions } from "../index.js";

let provider: HostileProvider;
/** Lets the logins go on that wait in the application's hook. */
let goOn: () => void;
/** Is there once a login waits. */
let waiting: Promise<void>;
let logins: number;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  logins = 0;
});

/** An application whose hook takes its time. */
function slow(options: AuthOptions = {}): Auth {
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let arrived = (): void => undefined;
  waiting = new Promise((resolve) => {
    arrived = resolve;
  });
  const onLogin = async (): Promise<undefined> => {
    logins += 1;
    arrived();
    await held;
  };
  return createApplication(provider, { onLogin, ...options });
}

/** A login up to the address that the provider sends the browser to, and the browser as it is then. */
async function begun(
  auth: Auth,
): Promise<{ browser: Browser; address: string; headers: Record<string, string> }> {
  const browser = new Browser(auth);
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
  return {
    browser,
    address: `/auth/callback?${new URLSearchParams(answer).toString()}`,
    headers: browser.headers,
  };
}

const open = async (auth: Auth, address: string, headers: Record<string, string>): Promise<Response> =>
  (await auth.handler(new Request(`${APPLICATION}${address}`, { headers }))) ?? Response.error();

/** What the browser does with an answer. */
const effect = ({ status, headers }: Response): unknown[] => [
  status,
  headers.get("location"),
  headers.getSetCookie().filter((each) => each.includes(".session=")),
];

describe("a callback that comes twice", () => {
  test("waits for the first answer and gets the same", async () => {
    const auth = slow();
    const { address, headers } = await begun(auth);
    const first = open(auth, address, headers);
    await waiting;
    const second = open(auth, address, headers);
    goOn();
    const [one, other] = [effect(await first), effect(await second)];
    expect(one).toEqual([303, "/dossiers", [expect.stringContaining("session=")]]);
    expect(other).toEqual(one);
    // What comes later on is a copy: a transaction is finished once.
    expect(await errorCode(await open(auth, address, headers))).toBe("login_expired");
    expect(logins).toBe(1);
  });

  test("gets nothing without the cookie of its transaction, nor with other parameters", async () => {
    const auth = slow();
    const { address, headers } = await begun(auth);
    const first = open(auth, address, headers);
    await waiting;
    const { cookie: _cookie, ...stranger } = headers;
    const answers = await Promise.all([
      open(auth, address, stranger),
      open(auth, address, { ...headers, cookie: (headers["cookie"] ?? "").replace(/.$/, "A~") }),
      open(auth, `${address}&code=other`, headers),
      open(auth, address.replace("code=code", "code=other"), headers),
    ]);
    expect(await Promise.all(answers.map(errorCode))).toEqual(Array(4).fill("login_expired"));
    goOn();
    expect((await first).status).toBe(303);
  });

  test("gets nothing once the session has ended", async () => {
    const auth = slow();
    const { browser, address, headers } = await begun(auth);
    goOn();
    expect((await browser.open(address)).status).toBe(303);
    await browser.open("/auth/logout", { method: "POST" });
    expect(await errorCode(await open(auth, address, headers))).toBe("login_expired");
  });

  test("gets the page of the first when that failed", async () => {
    const auth = slow();
    const { address, headers } = await begun(auth);
    provider.answers = { ...provider.honest(), idTokenClaims: (claims) => ({ ...claims, nonce: "another" }) };
    const answers = await Promise.all([open(auth, address, headers), open(auth, address, headers)]);
    expect(await Promise.all(answers.map(errorCode))).toEqual(["id_token_invalid", "id_token_invalid"]);
  });
});

describe("a callback that comes a second time to another instance", () => {
  /** How often the second instance read the store: when the transaction was taken, then the answer. */
  let looks: number;
  const instances = (): [Auth, Auth] => {
    const store = memoryStore();
    looks = 0;
    const watched = Object.assign(Object.create(store) as typeof store, {
      read: (key: string) => {
        looks += 1;
        return store.read(key);
      },
    });
    return [
      inOwnProcess(() => slow({ session: { store } })),
      inOwnProcess(() => createApplication(provider, { session: { store: watched } })),
    ];
  };

  test("waits a moment and leads to where the first did", async () => {
    const [first, second] = instances();
    const { address, headers } = await begun(first);
    const one = open(first, address, headers);
    await waiting;
    const other = open(second, address, headers);
    await vi.waitUntil(() => looks >= 2);
    goOn();
    expect(effect(await other)).toEqual(effect(await one));
    const { cookie: _cookie, ...stranger } = headers;
    expect(await errorCode(await open(second, address, stranger))).toBe("login_expired");
    // What comes later on is a copy: a transaction is finished once.
    expect(await errorCode(await open(second, address, headers))).toBe("login_expired");
  });

  test("does not wait for a login that has failed", async () => {
    const [first, second] = instances();
    const { address, headers } = await begun(first);
    provider.answers = { ...provider.honest(), idTokenClaims: (claims) => ({ ...claims, nonce: "another" }) };
    await open(first, address, headers);
    expect(await errorCode(await open(second, address, headers))).toBe("login_expired");
  });

  test("gets nothing once the session has ended", async () => {
    const [first, second] = instances();
    const { browser, address, headers } = await begun(first);
    goOn();
    await browser.open(address);
    await browser.open("/auth/logout", { method: "POST" });
    expect(await errorCode(await open(second, address, headers))).toBe("login_expired");
  });
});
