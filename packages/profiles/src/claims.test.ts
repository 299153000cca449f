import fc from "fast-check";
import { expect, test } from "vitest";
import { ClaimError, isSiret, profiles, type Claims, type User } from "./index.js";

const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true });
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", " ", "\0", "é"));
const number = fc.constantFrom(0, 1.5, -1, Number.MAX_VALUE, Infinity, NaN);
const ofScopes = Object.values(profiles).flatMap(({ scopes }) => Object.values(scopes).flat());
const names = [...new Set(["acr", "amr", "auth_time", ...ofScopes])];

/** Claims under the names that count, of any type; with what is mandatory more often than by chance. */
const claims = (required: Record<string, unknown>): fc.Arbitrary<Claims> =>
  fc
    .tuple(
      fc.subarray(Object.keys(required)),
      fc.dictionary(fc.constantFrom(...names, "__proto__", "constructor"), fc.oneof(text, number, anything)),
    )
    .map(([kept, others]) => ({
      ...others,
      ...Object.fromEntries(kept.map((name) => [name, required[name]])),
    }));

const logins = fc.record({
  issuer: fc.constant("https://provider.example"),
  idToken: claims({ sub: "154" }),
  userinfo: claims({
    email: "jean@mairie.example",
    siret: "21920023500014",
    SubjectNameID: "810000000017",
  }),
  acrProven: fc.boolean(),
});

/** Every value in it, at any depth, by its path. */
function leaves(value: unknown, path = ""): [string, unknown][] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leaves(member, `${path}.${name}`))
    : [[path, value]];
}

/** What the kit itself says, or makes of what it received. */
const OWN =
  /^\.(?:issuer|provider|organization\.siren|authentication\.acrProven|\w*irthDate\.(?:year|month|day)|rpps)$/;

/** Given names may come as one text, a code with the name of its nomenclature. */
const words = (value: unknown): string[] =>
  typeof value === "string" ? [...value.split(/\s+/), ...value.split("^").map((part) => part.trim())] : [];

test.each(Object.values(profiles).map((profile) => [profile.id, profile] as const))(
  "%s: whatever the claims, they give a valid user or name what is wrong",
  (id, profile) => {
    let users = 0;
    let refusals = 0;
    fc.assert(
      fc.property(logins, (login) => {
        let user: User;
        try {
          user = profile.toUser(login);
        } catch (error) {
          expect(error).toBeInstanceOf(ClaimError);
          expect(["sub", ...profile.mandatoryClaims]).toContain((error as ClaimError).claim);
          refusals += 1;
          return;
        }
        users += 1;
        const { email, organization } = user;
        expect(user).toMatchObject({ issuer: login.issuer, provider: id });
        expect(user.sub).toBe(String(login.idToken["sub"]).trim());
        expect(user.authentication.acrProven).toBe(login.acrProven);
        const promises = (claim: string): boolean => profile.mandatoryClaims.includes(claim);
        if (promises("email") || email !== undefined) expect(email?.split("@")).toHaveLength(2);
        expect(isSiret(organization?.siret ?? "")).toBe(promises("siret"));
        expect(organization?.siren).toBe(organization?.siret.slice(0, 9));

        // What is absent stays absent, what is there was received, and it all fits in JSON.
        const values = leaves([login.idToken, login.userinfo]).map(([, value]) => trimmed(value));
        const received = new Set(values.flatMap((value) => [value, ...words(value)]));
        for (const [path, value] of leaves(user)) {
          expect([undefined, null, ""], path).not.toContain(value);
          const own = OWN.test(path);
          if (!own) expect(received.has(value), path).toBe(true);
        }
        expect(JSON.parse(JSON.stringify(user))).toEqual(user);
      }),
      { numRuns: 2_000 },
    );
    // Both happen often enough to mean something.
    expect(Math.min(users, refusals)).toBeGreaterThan(100);
  },
);

function trimmed(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}
