import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Browser, comeBack, errorCode, quiet, SECRET, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth, type Auth } from "./next.js";

const BASE = "https://application.example";

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
afterEach(() => vi.unstubAllEnvs());

test("a second createAuth() of the same settings has rules of its own, in production too", async () => {
  vi.stubEnv("NODE_ENV", "production");
  const { clientId, clientSecret, issuer } = provider;
  const settings = { clientId, clientSecret, issuer, baseUrl: BASE, sessionSecret: SECRET, logger: quiet };
  const open = createAuth(settings);
  const closed = createAuth({ ...settings, authorize: () => false });

  expect(await logIn(open)).toBe("logged in");
  expect(await logIn(closed)).toBe("login_refused");
});

async function logIn({ handlers }: Auth): Promise<string | undefined> {
  const browser = new Browser({ handler: (request) => handlers.GET(request) });
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  const response = await comeBack(browser, asked, provider);
  return response.status === 303 ? "logged in" : errorCode(response);
}

test("a build that runs handlers until they read their request needs no settings", async () => {
  vi.stubEnv("NEXT_PHASE", "phase-production-build");
  const auth = createAuth();
  const stops = {
    get url(): string {
      throw new Error("the build stops here");
    },
  } as Request;
  const handled = [auth.guard(() => new Response())(stops, {}), auth.handlers.GET(stops)];
  for (const answer of await Promise.allSettled(handled))
    expect(answer).toMatchObject({ reason: { message: "the build stops here" } });
});
