import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import {
  createApiParticulier,
  type ApiParticulier,
  type ApiParticulierOptions,
  type EtudiantBoursier,
  type EtudiantBoursierV3,
  type Outcome,
} from "../api-particulier.js";

const RECIPIENT = "13002526500013";
const TOKEN = "z4kVtqkP3cQ0aXyWmJ8rDs1nLgUhEbTf5oY7iR2vC6w";
const ACCESS = { token: TOKEN };

/** What the server answers. */
interface Answer {
  readonly status?: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
}

let answer: Answer;
let requests: IncomingMessage[];
let api: ApiParticulier;
let baseUrl: string;

const server = createServer((request, response) => {
  requests.push(request);
  const { status = 200, body = { data: {} }, headers = {} } = answer;
  response.writeHead(status, { "content-type": "application/vnd.api+json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
});
beforeAll(async () => {
  baseUrl = (await listen(server)).origin;
});
afterAll(() => stopListening(server));
beforeEach(() => {
  answer = {};
  requests = [];
  api = create();
});

function create(options: Partial<ApiParticulierOptions> = {}): ApiParticulier {
  return createApiParticulier({ recipient: RECIPIENT, baseUrl, ...options });
}

const error = (code: string, more: object = {}): object => ({
  errors: [{ code, title: "Accès non autorisé", detail: "La raison.", source: null, meta: {}, ...more }],
});
const asked = (): string | undefined => requests.at(-1)?.url;

describe("what is sent", () => {
  test("the token in its header and nowhere else, the recipient, the version, what the options say", async () => {
    await api.quotientFamilial(ACCESS, { annee: 2026, mois: 2 });
    expect(asked()).toBe(`/v3/dss/quotient_familial/france_connect?recipient=${RECIPIENT}&annee=2026&mois=2`);
    expect(requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      accept: "application/json",
    });
    expect(requests[0]?.method).toBe("GET");
    await api.statutEtudiant(ACCESS, { recipient: "219 200 235 00014" });
    expect(asked()).toBe("/v3/mesri/statut_etudiant/france_connect?recipient=21920023500014");
    await api.etudiantBoursier(ACCESS, { campaignYear: 2025 });
    expect(asked()).toBe(
      `/v4/cnous/etudiant_boursier/france_connect?recipient=${RECIPIENT}&campaignYear=2025`,
    );
    await api.etudiantBoursier(ACCESS, { version: 3 });
    expect(asked()).toBe(`/v3/cnous/etudiant_boursier/france_connect?recipient=${RECIPIENT}`);
  });

  test.each([
    ["a SIRET with a digit short", { recipient: "1300252650001" }, /recipient must be the SIRET/],
    ["a SIRET whose checksum fails", { recipient: "13002526500014" }, /recipient must be the SIRET/],
    ["a month that does not exist", { mois: 13 }, /mois must be a month/],
    ["an option that does not exist", { month: 2 }, /month is unknown/],
  ])("%s is refused before any call, and throws nothing", async (_what, options, detail) => {
    expect(await api.quotientFamilial(ACCESS, options as object)).toEqual({
      ok: false,
      reason: "request_refused",
      detail: expect.stringMatching(detail),
    });
    expect(requests).toHaveLength(0);
  });

  test.each([
    ["none", undefined, "token_malformed"],
    ["an empty one", { token: "" }, "token_malformed"],
    ["one that would be two headers", { token: "a\r\nb: c" }, "token_malformed"],
    ["one that is over", { token: TOKEN, expiresAt: 1_700_000_000 }, "token_expired"],
  ])("a token that cannot be good is not sent: %s", async (_what, access, reason) => {
    expect(await api.quotientFamilial(access as typeof ACCESS)).toMatchObject({ ok: false, reason });
    expect(requests).toHaveLength(0);
  });
});

describe("a client is made with", () => {
  test.each([
    ["a recipient that is no SIRET", { recipient: "123" }, /recipient must be the SIRET/],
    ["http to another machine", { baseUrl: "http://api.example" }, /baseUrl must start with https/],
    ["an unknown environment", { environment: "test" }, /environment must be production or staging/],
    ["a timeout of a minute", { timeout: 60 }, /timeout must be 30 seconds or less/],
    ["a misspelt option", { recipent: RECIPIENT }, /recipent is unknown: perhaps recipient was meant/],
  ])("no %s", (_what, options, message) => {
    expect(() => create(options as object)).toThrow(message);
  });

  test("the scopes that it needs, as data", () => {
    const needed = ["cnaf_quotient_familial", "cnaf_allocataires", "cnaf_enfants", "cnaf_adresse"];
    expect(api.missingScopes("quotientFamilial", "openid identite_pivot cnaf_enfants")).toEqual([]);
    expect(api.missingScopes("quotientFamilial", "openid identite_pivot")).toEqual(needed);
    expect(api.missingScopes("quotientFamilial", "openid profile cnaf_adresse")).toEqual([
      "birthplace",
      "birthcountry",
    ]);
    expect(api.missingScopes("etudiantBoursier", "openid profile birth cnous_statut_boursier")).toEqual([]);
  });
});

describe("data", () => {
  test("the quotient and the family, without what is null and what is not documented", async () => {
    const quotient = {
      fournisseur: "CNAF",
      valeur: 699,
      annee: 2026,
      mois: 2,
      annee_calcul: 2026,
      mois_calcul: 1,
    };
    const child = { nom_naissance: "MERCIER", prenoms: "ROBERT", date_naissance: "2020-03-15", sexe: "M" };
    answer = {
      body: {
        data: {
          quotient_familial: quotient,
          enfants: [{ ...child, nom_usage: null }],
          adresse: null,
          surprise: 1,
        },
        links: {},
        meta: {},
      },
    };
    expect(await api.quotientFamilial(ACCESS)).toEqual({
      ok: true,
      data: { quotient_familial: quotient, enfants: [child] },
    });
  });

  test("the admissions of a student, and both versions of a scholarship, each with its type", async () => {
    const admissions = [{ date_debut: "2026-09-01", est_inscrit: true, regime_formation: { code: "RF1" } }];
    answer = { body: { data: { admissions } } };
    expect(await api.statutEtudiant(ACCESS)).toEqual({ ok: true, data: { admissions } });

    const echelon = { echelon_bourse: { echelon: "0bis" } };
    answer = {
      body: { data: { statut_boursier: { est_boursier: true, date_radiation: null }, ...echelon } },
    };
    const fourth = await api.etudiantBoursier(ACCESS);
    expectTypeOf(fourth).toEqualTypeOf<Outcome<EtudiantBoursier>>();
    expect(fourth).toEqual({ ok: true, data: { statut_boursier: { est_boursier: true }, ...echelon } });

    answer = { body: { data: { est_boursier: false, ...echelon } } };
    const third = await api.etudiantBoursier(ACCESS, { version: 3 });
    expectTypeOf(third).toEqualTypeOf<Outcome<EtudiantBoursierV3>>();
    expect(third).toEqual({ ok: true, data: { est_boursier: false, ...echelon } });
  });

  test.each<[string, Answer]>([
    [
      "a quotient that is a text",
      { body: { data: { quotient_familial: { fournisseur: "MSA", valeur: "699" } } } },
    ],
    ["a list where an object belongs", { body: { data: [] } }],
    ["no data", { body: { links: {} } }],
    ["no JSON", { body: "<html>" }],
    ["more than 256 kB", { body: { data: { padding: "x".repeat(300_000) } } }],
    ["packed bytes", { headers: { "content-encoding": "gzip" } }],
    ["a redirect", { status: 302, headers: { location: "https://elsewhere.example/" } }],
    ["a status that is not documented", { status: 418 }],
  ])("an answer that is not as documented is none: %s", async (_what, given) => {
    answer = given;
    expect(await api.quotientFamilial(ACCESS)).toMatchObject({ ok: false, reason: "answer_invalid" });
    expect(requests).toHaveLength(1);
  });
});

describe("every documented error is an outcome", () => {
  test.each([
    [401, "50001", "token_malformed"],
    [401, "51501", "token_malformed"],
    [401, "50002", "token_expired"],
    [401, "51502", "token_expired"],
    [401, "50003", "identity_scope_missing"],
    [401, "51503", "identity_scope_missing"],
    [401, "51504", "token_refused"],
    [401, "00103", "token_refused"],
    [403, "00100", "access_refused"],
    [403, "00213", "access_refused"],
    [404, "23003", "not_found"],
    [409, "00015", "already_running"],
    [409, "26015", "several_found"],
    [422, "00210", "request_refused"],
    [422, "51564", "request_refused"],
    [400, "00401", "request_refused"],
    [429, "00429", "too_many_calls"],
    [502, "36011", "source_failed"],
    [503, "36020", "source_unavailable"],
    [504, "36002", "source_late"],
  ])("%i %s: %s", async (status, code, reason) => {
    answer = { status, body: error(code) };
    expect(await api.quotientFamilial(ACCESS)).toEqual({
      ok: false,
      reason,
      status,
      code,
      detail: "Accès non autorisé: La raison.",
    });
  });

  test("with who has the data and when to try again", async () => {
    answer = { status: 404, body: error("10003", { meta: { provider: "MSA" } }) };
    expect(await api.quotientFamilial(ACCESS)).toMatchObject({ reason: "not_found", source: "MSA" });
    answer = {
      status: 429,
      headers: { "retry-after": "1" },
      body: { errors: ["Vous avez effectué trop de requêtes"] },
    };
    expect(await api.quotientFamilial(ACCESS)).toEqual({
      ok: false,
      reason: "too_many_calls",
      status: 429,
      detail: "Vous avez effectué trop de requêtes",
      retryAfter: 1,
    });
    answer = { status: 502, body: error("00501", { meta: { retry_in: 10 } }) };
    expect(await api.quotientFamilial(ACCESS)).toMatchObject({ reason: "source_failed", retryAfter: 10 });
  });

  test("by its status alone where a proxy answered, and never with the token in it", async () => {
    answer = { status: 502, body: "<h1>Bad gateway</h1>" };
    expect(await api.quotientFamilial(ACCESS)).toEqual({ ok: false, reason: "source_failed", status: 502 });
    // One that does not look like a token.
    const token = "jeton-de-la-connexion";
    answer = { status: 401, body: error("50001", { detail: `Bearer ${token} est mal formaté` }) };
    const outcome = await api.quotientFamilial({ token });
    expect(outcome).toMatchObject({ detail: "Accès non autorisé: Bearer (token) est mal formaté" });
  });
});

describe("what happens on the way is an outcome too", () => {
  test("no one listens", async () => {
    const nowhere = createServer();
    const { origin } = await listen(nowhere);
    await stopListening(nowhere);
    expect(await create({ baseUrl: origin }).quotientFamilial(ACCESS)).toMatchObject({
      ok: false,
      reason: "unreachable",
    });
  });

  test("the answer does not come in time", async () => {
    const silent = createServer(() => undefined);
    const { origin } = await listen(silent);
    const outcome = await create({ baseUrl: origin, timeout: 1 }).quotientFamilial(ACCESS);
    expect(outcome).toMatchObject({ reason: "timeout", detail: expect.stringContaining("1000 ms") });
    expect(JSON.stringify(outcome)).not.toContain("recipient");
    await stopListening(silent);
  });

  test("a fetch of the application throws, its error quoting the token", async () => {
    const fetch = (): never => {
      throw new Error(`socket hang up: Bearer ${TOKEN}`);
    };
    const outcome = await create({ fetch }).quotientFamilial(ACCESS);
    expect(outcome).toMatchObject({ ok: false, reason: "unreachable" });
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  });
});
