export const folder = "packages/server/src";

const decrypt = "provider/decrypt-jwt.ts";
const keys = "settings/decryption-keys.ts";
const journey = ["login/encrypted-answers.test.ts"];

export const tests = ["provider/decrypt-jwt.test.ts"];

export const breaks = [
  {
    file: keys,
    find: `!isBuilding() &&`,
    put: ``,
    tests: ["libraries/providers.test.ts"],
    why: "no machine without the key builds an application for a provider that encrypts",
  },
  {
    file: decrypt,
    find: `if (!encryption.required) return jwt;`,
    put: `return jwt;`,
    why: "what is only signed passes where all is encrypted",
  },
  {
    file: decrypt,
    find: `if (!jwt.split(".").every(isCanonical))`,
    put: `if (false)`,
    why: "a bit of a JWT can be changed without notice",
  },
  {
    file: decrypt,
    find: `if (zip !== undefined) return refuse("it is compressed");`,
    put: ``,
    why: "what is compressed is opened",
  },
  {
    file: decrypt,
    find: `(kid === undefined || key.kid === kid)`,
    put: `true`,
    why: "what is encrypted to an unknown key is not explained",
  },
  {
    file: decrypt,
    find: `header["iss"] !== undefined && header["iss"] !== issuer`,
    put: `false`,
    why: "the header names another issuer",
  },
  {
    file: decrypt,
    find: `![header["aud"]].flat().includes(clientId)`,
    put: `false`,
    why: "the header names another client",
  },
  {
    file: decrypt,
    find: `new TextDecoder("utf-8", { fatal: true })`,
    put: `new TextDecoder("utf-8")`,
    why: "bytes that are no text are read as one",
  },
  {
    file: "provider/configure.ts",
    find: `{ ...tokens, id_token: signed }`,
    put: `{ ...tokens }`,
    tests: journey,
    why: "the ID token stays encrypted",
  },
  {
    file: "login/userinfo.ts",
    find: `await provider.decrypt(jwt, "userinfo_invalid")`,
    put: `jwt`,
    tests: journey,
    why: "userinfo stays encrypted",
  },
  {
    file: "verify/verifier-of.ts",
    find: `await provider.decryptWhatIs(received.idToken, "id_token_invalid")`,
    put: `received.idToken`,
    tests: journey,
    why: "another library’s encrypted ID token is refused",
  },
  {
    file: keys,
    find: `keys.slice(0, 1)`,
    put: `keys`,
    tests: journey,
    why: "a key is published before each instance has it",
  },
  {
    file: keys,
    find: `modulusLength >= 2048`,
    put: `modulusLength >= 1024`,
    tests: ["settings/decryption-keys.test.ts"],
    why: "a key that can be broken decrypts",
  },
];
