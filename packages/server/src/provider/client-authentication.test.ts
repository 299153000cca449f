import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { meetProvider } from "../../test/provider.js";
import { redeemRefreshToken } from "../refresh/redeem-refresh-token.js";
import { readSettings } from "../settings/settings.js";
import { Provider } from "./provider.js";

let hostile: HostileProvider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  hostile.answers = hostile.honest();
  hostile.tokenRequests.length = 0;
});

test("a secret that is a function is asked for at each call", async () => {
  const secrets = ["first", "second"];
  const provider = meetProvider(hostile, { clientSecret: async () => secrets.shift() ?? "none" });
  for (const refreshToken of ["a", "b"]) await redeemRefreshToken(refreshToken, provider);
  expect(hostile.tokenRequests.map((request) => request.get("client_secret"))).toEqual(["first", "second"]);
});

test("a client with a key of its own says who it is, to whom, and which key signed", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { issuer, clientId } = hostile;
  const settings = readSettings(
    {
      provider: "proconnect",
      issuer,
      clientId,
      privateKey: JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid: "ours" }),
      baseUrl: APPLICATION,
      sessionSecret: SECRET,
      logger: quiet,
    },
    {},
  );
  const provider = new Provider(settings);
  await redeemRefreshToken("refresh", provider);
  const assertion = hostile.tokenRequests[0]?.get("client_assertion") ?? "";
  expect(decodeProtectedHeader(assertion)).toMatchObject({ alg: "ES256", kid: "ours" });
  expect(decodeJwt(assertion)).toMatchObject({ iss: clientId, sub: clientId });
  // There is no secret that a symmetric signature could be made with.
  const claims = { iss: issuer, aud: clientId };
  const jwt = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from("any"));
  const rules = { invalid: "id_token_invalid", algorithms: ["HS256"], required: [] } as const;
  await expect(provider.verify(jwt, rules)).rejects.toMatchObject({
    hint: "the signature is symmetric, and there is no client secret",
  });
});
