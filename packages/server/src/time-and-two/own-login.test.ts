import { beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { proconnect, type ProConnectUser } from "@moncomptepro/profiles";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { HOUR, later } from "../../test/clock.js";
import { inOwnProcess } from "../../test/own-process.js";
import { EVERYWHERE, TwoOfEverything, type Options } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import { createAuth, type Auth, type OwnUser, type OwnUserInput, type Requirements } from "../index.js";
import { createTestSession } from "../testing.js";

const JEAN = { sub: "jean", email: "jean@mairie.example" } as OwnUserInput;
const PAGE = { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "same-origin" };

/** A request of the form that logs a person in. */
function form(visitor: Visitor, headers: Record<string, string> = {}) {
  return { ...visitor.request("/connexion", { ...PAGE, origin: APPLICATION, ...headers }), method: "POST" };
}

async function logInHere(visitor: Visitor, auth: Auth, user = JEAN, data = {}): Promise<string> {
  const { returnTo, session, setCookie } = await auth.createSession(form(visitor), user, {
    data,
    returnTo: "/dossiers?page=2",
  });
  expect(returnTo).toBe("/dossiers?page=2");
  visitor.keep(setCookie);
  return session.id;
}

/** Where a guard sends a page: the address, or the code of what it answers. */
async function guarded(visitor: Visitor, auth: Auth, ...requirements: [Requirements?]): Promise<string> {
  const answer = await auth.requireUser(visitor.request("/paie", PAGE), ...requirements);
  if (answer.user) return `lets ${answer.user.sub} through`;
  const location = answer.response.headers.get("location");
  return location ?? `${answer.response.status} ${await answer.response.text()}`;
}

const who = (visitor: Visitor, ...auths: Auth[]): Promise<(string | undefined)[]> =>
  Promise.all(auths.map((auth) => visitor.copy().who(auth)));

describe.each(EVERYWHERE)("the application's own login, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  const instance = (options: Options = {}): Auth => two.instance({ loginPage: "/connexion", ...options });
  let one: Auth;
  let other: Auth;
  let jean: Visitor;

  beforeEach(() => {
    [one, other] = [instance(), instance()];
    jean = new Visitor();
  });

  test("begins the session that every guard and /auth/me know, and its logout stays at home", async () => {
    await logInHere(jean, one, JEAN, { account: 7 });
    expect(await guarded(jean, other)).toBe("lets jean through");
    const user = {
      sub: "jean",
      email: "jean@mairie.example",
      provider: "local",
      issuer: APPLICATION,
      authentication: { acrProven: false },
    };
    expect(await (await jean.me(other)).json()).toMatchObject({ user });
    const { session } = await other.authenticate(jean.request());
    expect(session?.data).toEqual({ account: 7 });

    const left = await jean.at(one).open("/auth/logout", { method: "POST" });
    expect(left.headers.get("refresh")).toBe("0; url=/");
    expect(await who(jean, one, other)).toEqual([undefined, undefined]);
  });

  test("takes the place of a session of the provider, and gives way to one, each under an identifier of its own", async () => {
    await jean.logIn(one, two.provider, { sub: "marie" });
    const before = jean.copy();
    const ids = [
      (await one.authenticate(jean.request())).session?.id,
      await logInHere(jean, one),
      await logInHere(jean, one),
    ];
    expect(await who(jean, one, other)).toEqual(["jean", "jean"]);
    await jean.logIn(one, two.provider, { sub: "marie" });
    ids.push((await one.authenticate(jean.request())).session?.id);
    expect(await who(jean, one, other)).toEqual(["marie", "marie"]);
    expect(new Set(ids).size).toBe(4);
    later(31);
    expect(await who(before, one)).toEqual([undefined]);
  });

  test.each(["proconnect", "moncomptepro"] as const)(
    "beside a login that %s gave and the application refused, leads to the provider's logout, and leaves no dead end",
    async (name) => {
      const onLogin = (): object => ({ refuse: "no account" });
      const refusing = instance({
        provider: name,
        keepRefreshToken: false,
        onLogin,
      });
      for (const answered of ["refused", "denied"]) {
        await logInHere(jean, refusing);
        const asked = await jean.begin(refusing);
        const given = two.provider.answer(asked, { sub: "marie" });
        const { code: _code, ...rest } = given;
        const back = await jean.return(
          refusing,
          answered === "refused" ? given : { ...rest, error: "access_denied" },
        );
        expect(back.status).toBe(answered === "refused" ? 403 : 303);
        const left = await jean.at(refusing).open("/auth/switch-account?returnTo=/paie", { method: "POST" });
        let next = left.headers.get("refresh")?.replace("0; url=", "") ?? "";
        if (next === "/auth/logout/continue")
          next = (await jean.at(refusing).open(next)).headers.get("location") ?? "";
        expect(next).toContain(`${two.provider.issuer}/logout?`);
        expect(next.includes("id_token_hint")).toBe(name === "proconnect" && answered === "refused");
        expect(await who(jean, refusing)).toEqual([undefined]);
      }
    },
  );

  test("proves nothing: a level, a recent login or the provider leads to the provider, and then lets in", async () => {
    await logInHere(jean, one);
    const inMonComptePro = instance({ provider: "moncomptepro", keepRefreshToken: false });
    const addresses = await Promise.all([
      guarded(jean, other, { acr: ["eidas1-mfa"] }),
      guarded(jean, other, { provider: ["proconnect"] }),
      guarded(jean, inMonComptePro, { maxAge: 300 }),
    ]);
    for (const address of addresses) expect(address).toContain(`${two.provider.issuer}/authorize?`);
    expect(await guarded(jean, other, { provider: ["proconnect", "local"] })).toBe("lets jean through");

    const refused = await other.requireUser(jean.request("/paie", PAGE), { provider: ["proconnect"] });
    jean.keep(refused.response?.headers.getSetCookie() ?? []);
    const asked = new URL(refused.response?.headers.get("location") ?? "").searchParams;
    const back = await jean.comeBack(one, two.provider, asked, { sub: "marie" });
    expect(back.headers.get("location")).toBe("/paie");
    expect(await guarded(jean, other, { provider: ["proconnect"] })).toBe("lets marie through");
  });

  test("a page for its people alone sends others there by a click, never round in circles", async () => {
    const only = { provider: ["local"] };
    expect(await guarded(jean, one, only)).toBe("/connexion?returnTo=%2Fpaie");
    await jean.logIn(one, two.provider, { sub: "marie" });
    const answer = await guarded(jean, other, only);
    expect(answer).toMatch(/^403 /);
    expect(answer).toContain('href="/connexion?returnTo=%2Fpaie"');
    await logInHere(jean, one);
    expect(await guarded(jean, other, only)).toBe("lets jean through");
    expect(await guarded(jean, two.instance(), only)).toBe("lets jean through");
    expect(await guarded(new Visitor(), two.instance(), only)).toMatch(/^401 /);
  });

  test("people without a session choose where, except where only the provider is enough", async () => {
    expect(await guarded(jean, one)).toBe("/connexion?returnTo=%2Fpaie");
    expect(await guarded(jean, one, { provider: ["proconnect"] })).toContain("/authorize?");
    expect(await guarded(jean, one, { acr: ["eidas1-mfa"] })).toContain("/authorize?");
    expect(await guarded(jean, two.instance())).toContain("/authorize?");
    const itself = await one.requireUser(jean.request("/connexion?returnTo=%2Fpaie", PAGE));
    expect(itself.response?.headers.get("location")).toContain("/authorize?");
    const script = await one.requireUser(
      jean.request("/paie", { accept: "application/json", "sec-fetch-dest": "empty" }),
    );
    expect(await script.response?.json()).toMatchObject({ loginUrl: "/connexion?returnTo=%2Fpaie" });
  });

  test("opens nowhere but at the address and under the name that it was made for", async () => {
    await logInHere(jean, one, { ...JEAN, provider: "local" });
    const elsewhere = [
      { ownLogins: ["passkey"] },
      { baseUrl: "https://other.example" },
      { baseUrl: `${APPLICATION}/app`, cookieName: "moncomptepro" },
    ];
    for (const options of elsewhere) {
      expect(await who(jean, instance(options as Options))).toEqual([undefined]);
    }
    // The provider may change: the application's own people stay.
    const moved = instance({ issuer: two.otherProvider.issuer, clientId: "application-2" });
    expect(await who(jean, moved)).toEqual(["jean"]);
  });

  test("has any name that no provider has where the setting ownLogins is not given", async () => {
    const free = instance();
    await logInHere(jean, free, { ...JEAN, provider: "password" });
    expect((await free.authenticate(jean.request("/"))).user?.provider).toBe("password");
    expect(await who(jean, free)).toEqual(["jean"]);
    // A guard knows the names that were given to it.
    expect(() => free.requireProvable({ provider: ["password"] as never })).toThrow(/ownLogins/);
    for (const provider of ["proconnect", "moncomptepro", "a b"]) {
      const login = logInHere(jean, free, { ...JEAN, provider });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await expect(login).rejects.toMatchObject({ code: "parameter_refused" });
    }
    const named = instance({ ownLogins: ["local"] } as object);
    const login = logInHere(jean, named, { ...JEAN, provider: "password" });
    await expect(login).rejects.toThrow(/provider must be one of ownLogins: local/);
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ["no sub", { email: "a@b.fr" }, {}, /sub is missing/],
    ["a sub that is undefined", { sub: undefined }, {}, /sub is missing: it must be/],
    ["an empty sub", { sub: "" }, {}, /sub must be what identifies/],
    [
      "a provider of the kit",
      { sub: "1", provider: "proconnect" },
      {},
      /provider must be .* no name of a provider/,
    ],
    [
      "what only a provider proves",
      { sub: "1", authentication: { acrProven: true } },
      {},
      /authentication is unknown/,
    ],
    ["an issuer", { sub: "1", issuer: "https://p.example" }, {}, /issuer is unknown/],
    [
      "a SIRET that is none",
      { sub: "1", organization: { siret: "12345678901234" } },
      {},
      /siret must be a SIRET/,
    ],
    ["data that is no object", { sub: "1" }, { data: [1] }, /the data must be an object/],
    ["data that JSON makes a text of", { sub: "1" }, { data: { toJSON: () => "x" } }, /must be an object/],
    [
      "data that JSON makes nothing of",
      { sub: "1" },
      { data: { toJSON: () => undefined } },
      /must be an object/,
    ],
    ["data without end", { sub: "1" }, { data: endless() }, /cannot be written as JSON/],
    ["a misspelt option", { sub: "1" }, { dta: {} }, /dta is unknown: perhaps data was meant/],
  ])("is refused with %s", async (_what, user, options, message) => {
    await expect(one.createSession(form(jean), user as OwnUserInput, options as object)).rejects.toThrow(
      message,
    );
  });

  test("never takes one person for another whose sub looks alike", async () => {
    const alike = ["admin ", "\u00A0admin", "\uFEFFadmin", "admin\n", "\u2028admin"];
    const unseen = ["ad\0min", "ad\nmin", "\u202Enimda", "ad\u2066min", "ad\u200Bmin", "ad\uD800min"];
    for (const sub of [...alike, ...unseen])
      await expect(one.createSession(form(jean), { ...JEAN, sub }), JSON.stringify(sub)).rejects.toThrow(
        /parameter_refused.* sub must not/,
      );
    for (const sub of ["Jean Dupont", "é|42", "🙂"])
      expect((await one.createSession(form(jean), { ...JEAN, sub })).user.sub).toBe(sub);
  });

  test("is refused to a form of another site, and lets a link of an e-mail in", async () => {
    const foreign = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "", origin: "https://evil.example" },
    ];
    for (const headers of foreign) {
      await expect(one.createSession(form(jean, headers), JEAN)).rejects.toThrow(/cross_origin_request/);
    }
    const link = jean.request("/connexion?jeton=1", { ...PAGE, "sec-fetch-site": "cross-site" });
    expect((await one.createSession(link, JEAN)).user.sub).toBe("jean");
    const { returnTo } = await one.createSession(form(jean), JEAN, { returnTo: "https://evil.example/" });
    expect(returnTo).toBe("/");
  });

  test("has a session in the tests of an application", async () => {
    const { cookie } = await createTestSession(one, { sub: "jean", provider: "local" });
    const { user } = await other.authenticate({ headers: { cookie } });
    expect([user?.issuer, user?.provider]).toEqual([APPLICATION, "local"]);
  });

  describe("the application's data", () => {
    const push = (name: string) => (data: Readonly<Record<string, unknown>>) => ({
      names: [...((data["names"] as string[] | undefined) ?? []), name],
    });
    const names = async (visitor: Visitor, auth: Auth): Promise<unknown> =>
      (await auth.authenticate(visitor.request())).session?.data?.["names"];

    test("of any session change, at once and on the next request, and outlast its renewals", async () => {
      await jean.logIn(one, two.provider, { sub: "marie" });
      const { session, setCookie } = await one.updateSession(jean.request(), (data) => ({
        ...data,
        since: new Date(0),
      }));
      expect(session.data).toEqual({ since: "1970-01-01T00:00:00.000Z" });
      jean.keep(setCookie);
      for (let quarter = 0; quarter < 8; quarter += 1) {
        later(HOUR / 4);
        const auth = quarter % 2 ? one : other;
        expect(await jean.who(auth)).toBe("marie");
        expect((await auth.authenticate(jean.request())).session?.data).toEqual(session.data);
      }
    });

    test("lose nothing when twenty requests change them at once", async () => {
      await logInHere(jean, one);
      const all = Array.from({ length: 20 }, (_, index) => `name-${index}`);
      // Without a store an instance knows its own changes only.
      const auths = where === "in Redis" ? [one, other] : [one];
      const changed = await Promise.all(
        all.map((name, index) =>
          auths[index % auths.length]?.updateSession(jean.copy().request(), push(name)),
        ),
      );
      for (const each of changed.toReversed()) jean.keep(each?.setCookie ?? []);
      for (const auth of auths)
        expect(((await names(jean, auth)) as string[]).toSorted()).toEqual(all.toSorted());
    });

    test("that are too much are refused, and leave the session as it was", async () => {
      await logInHere(jean, one);
      jean.keep((await one.updateSession(jean.request(), push("first"))).setCookie);
      const tooMuch = one.updateSession(jean.request(), () => ({ text: "é".repeat(40_000) }));
      await expect(tooMuch).rejects.toThrow(/session_too_large/);
      expect(await names(jean, one)).toEqual(["first"]);
      expect(await names(jean, other)).toEqual(["first"]);
    });

    test("do not change by a change that gives nothing, nor without a session", async () => {
      await logInHere(jean, one, JEAN, { names: ["first"] });
      const forgotten = (data: Record<string, unknown>): unknown => void (data["names"] = []);
      const failing = async (): Promise<never> => Promise.reject(new Error("of the application"));
      for (const [change, message] of [
        [forgotten, /parameter_refused.*returned nothing/],
        [async () => ({}), /parameter_refused.*must not be async/],
        [failing, /parameter_refused.*must not be async/],
        [() => null, /parameter_refused.*the data must be an object/],
        [{}, /parameter_refused/],
      ] as const) {
        await expect(one.updateSession(jean.request(), change as () => object as never)).rejects.toThrow(
          message,
        );
      }
      expect(await names(jean, one)).toEqual(["first"]);
      const copy = jean.copy();
      await jean.logOut(one);
      await expect(one.updateSession(copy.request(), push("late"))).rejects.toThrow(/not_authenticated/);
      await expect(one.updateSession(new Visitor().request(), push("late"))).rejects.toThrow(
        /not_authenticated/,
      );
    });
  });
});

describe("logoutEverywhere", () => {
  const two = new TwoOfEverything("in Redis");

  test("ends the sessions of a person of the application's own, and not those of the same sub at the provider", async () => {
    const [one, other] = [two.instance(), two.instance()];
    const [here, there, again] = [new Visitor(), new Visitor(), new Visitor()];
    await logInHere(here, one);
    await there.logIn(other, two.provider, { sub: "jean" });
    await other.logoutEverywhere({ issuer: APPLICATION, sub: "jean" });
    expect([await who(here, one, other), await who(there, one)]).toEqual([[undefined, undefined], ["jean"]]);
    await logInHere(again, other);
    await one.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" });
    expect([await who(again, one), await who(there, other)]).toEqual([["jean"], [undefined]]);
    await expect(one.logoutEverywhere({ issuer: "https://p.example", sub: "jean" })).rejects.toThrow(
      /expected a user of/,
    );
  });
});

test("the types tell the two kinds of people apart where the application names its own logins", () => {
  const options = {
    provider: "proconnect",
    clientId: "application",
    clientSecret: "the secret of the application",
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
  } as const;
  const auth = inOwnProcess(() => createAuth({ ...options, ownLogins: ["password", "passkey"] }));
  expectTypeOf(auth).toEqualTypeOf<Auth<ProConnectUser | OwnUser<"password" | "passkey">>>();
  expectTypeOf(createAuth(options)).toEqualTypeOf<Auth<ProConnectUser>>();
  expectTypeOf<OwnUserInput<OwnUser<"passkey">>["provider"]>().toEqualTypeOf<"passkey" | undefined>();
  // Either comparison tells the two apart.
  type Either = ProConnectUser | OwnUser<"local">;
  const siretOf = (user: Either): string | undefined =>
    user.provider !== "local" ? user.organization.siret : user.organization?.siret;
  expectTypeOf(siretOf).returns.toEqualTypeOf<string | undefined>();
  expectTypeOf<Extract<Either, { provider: "proconnect" }>>().toEqualTypeOf<ProConnectUser>();
});

test("a name of the provider is no name of a login of the application's own", () => {
  const keycloak = { ...proconnect, id: "keycloak" };
  for (const [provider, name] of [
    ["moncomptepro", "proconnect"],
    [keycloak, "keycloak"],
  ] as const) {
    const settings = { provider, ownLogins: ["local", name], clientId: "a", clientSecret: "b" };
    expect(() =>
      createAuth({ ...settings, baseUrl: APPLICATION, sessionSecret: SECRET, logger: quiet }),
    ).toThrow(/ownLogins/);
  }
});

function endless(): object {
  const data: { self?: object } = {};
  data.self = data;
  return data;
}
