import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { AuthError, type AuthOptions } from "@moncomptepro/server";
import { CLIENT, Visitor } from "./visitor.js";

const CLAIRE = "town-hall-agent";
const KARIM = "karim.benali@ministere-exemple.example";

let mock: MockProvider;
let lines: string[];

beforeAll(async () => {
  mock = await startMockProvider({ ...CLIENT, provider: "proconnect" });
});
afterAll(() => mock.stop());
beforeEach(async () => {
  lines = [];
  await mock.reset();
});

const keep = (line: string, details?: object): void => void lines.push(line + JSON.stringify(details));
const logger = { debug: keep, info: keep, warn: keep, error: keep };

const visit = (options: AuthOptions<"proconnect"> = {}): Visitor =>
  new Visitor(mock, CLAIRE, {
    provider: "proconnect",
    keepRefreshToken: true,
    logger,
    ...options,
  } as AuthOptions);

/** A login at another application in the same browser, as another person: it ends the tokens of before. */
async function beginAsKarim({ person }: Visitor): Promise<void> {
  const begun = await visit().auth.login({ loginHint: KARIM });
  await person.begin(new URL(begun.headers.get("location") ?? ""));
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof AuthError ? error.code : error),
  );

test("once the session ended at the provider, a refresh is refused, its token forgotten, and a login helps", async () => {
  const one = visit();
  await one.follow(await one.auth.login());
  await beginAsKarim(one);
  const refused = await one.auth.refresh(one.request).catch((error: AuthError) => error);
  expect(refused).toMatchObject({ code: "refresh_refused" });
  one.browser.keep((refused as AuthError).setCookie);
  expect(await codeOf(one.auth.refresh(one.request))).toBe("refresh_unavailable");
  expect((await one.auth.authenticate(one.request)).user?.provider).toBe("proconnect");
  await one.follow(await one.auth.login());
  expect(await codeOf(one.auth.refresh(one.request))).toBe("done");
});

test("userinfo of a session that just ended says the same, at a login and at a refresh", async () => {
  let before = async (): Promise<void> => undefined;
  const fetching: typeof fetch = async (address, init) => {
    if (new Request(address, init).url.endsWith("/userinfo")) await before();
    return fetch(address, init);
  };
  const one = visit({ fetch: fetching });
  await one.follow(await one.auth.login());
  before = () => beginAsKarim(one);
  expect(await codeOf(one.auth.refresh(one.request))).toBe("refresh_refused");
  const { back } = await one.follow(await one.auth.login());
  expect([back?.status, (await back?.text())?.includes("login_required")]).toEqual([401, true]);
});

test("the log names the scope that the client may not ask for", async () => {
  const one = visit({ scope: "openid email siret custom" });
  const { back } = await one.follow(await one.auth.login());
  expect(back?.status).toBe(500);
  expect(lines.join("\n")).toContain(
    "the scope custom is not in your habilitation: ask for it at https://datapass.api.gouv.fr",
  );
});
