import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { takeOver } from "@moncomptepro/test-kit/lies/lie";

let provider: HostileProvider;
let authorization: string | undefined;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  authorization = undefined;
  const watch = takeOver("/token", (_path, _response, { headers }) => {
    ({ authorization } = headers);
    return false;
  });
  provider.answers = { ...provider.honest(), ...watch };
});

test.each([
  ["a text", () => provider.clientSecret],
  ["a function", () => () => provider.clientSecret],
])("client_secret_basic: the secret, %s, goes in the header and nowhere else", async (_what, secret) => {
  const auth = createApplication(provider, {
    clientAuthentication: "client_secret_basic",
    clientSecret: secret(),
  });
  expect((await logIn(new Browser(auth), provider)).status).toBe(303);
  // RFC 6749 section 2.3.1: form-encoded before Base64.
  const encoded = provider.clientSecret.replaceAll(" ", "+");
  const expected = Buffer.from(`${provider.clientId}:${encoded}`).toString("base64");
  expect(authorization).toBe(`Basic ${expected}`);
  expect(provider.tokenRequests.at(-1)?.has("client_secret")).toBe(false);
});

test("without a setting the secret goes in the body, as the providers announce", async () => {
  expect((await logIn(new Browser(createApplication(provider)), provider)).status).toBe(303);
  expect(authorization).toBeUndefined();
  expect(provider.tokenRequests.at(-1)?.get("client_secret")).toBe(provider.clientSecret);
});

test("a method without what it takes is an error at the start", () => {
  expect(() => createApplication(provider, { clientAuthentication: "private_key_jwt" })).toThrow(
    "is private_key_jwt, which needs privateKey alone",
  );
});
