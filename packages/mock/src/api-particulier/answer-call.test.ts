import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { startFixture } from "../../test/fixture.js";
import { REDIRECT_URI } from "../../test/relying-party.js";
import { startMockProvider } from "../index.js";
import { DATA_ERROR_CODES } from "./catalogue.js";

const RECIPIENT = "13002526500013";
const QUOTIENT = "/v3/dss/quotient_familial/france_connect";
const STUDENT = "/v3/mesri/statut_etudiant/france_connect";
const SCHOLARSHIP = "/v4/cnous/etudiant_boursier/france_connect";
const ASKED = { acr_values: "eidas1", state: "s".repeat(32), nonce: "n".repeat(22) };
const CHECKS = { expectedState: ASKED.state, expectedNonce: ASKED.nonce };
const ALL =
  "openid identite_pivot cnaf_quotient_familial cnaf_allocataires cnaf_enfants cnaf_adresse mesri_admissions mesri_admission_inscrit cnous_statut_boursier cnous_echelon_bourse";

const { mock, application } = await startFixture(
  {
    provider: "franceconnect",
    clients: [
      {
        clientId: "town",
        clientSecret: "town-secret",
        redirectUris: [REDIRECT_URI],
        scope: `${ALL} profile birth`,
      },
    ],
  },
  { metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" } },
);

async function tokenOf(person: string, scope = ALL): Promise<string> {
  const url = await mock.logIn(application.authorizationUrl({ ...ASKED, scope }), person);
  const { tokens } = await application.finish(
    { url, left: true, status: 303, text: "", headers: new Headers() },
    CHECKS,
  );
  return tokens.access_token;
}

interface Answered {
  readonly status: number;
  readonly body: { data?: Record<string, unknown>; errors?: { code: string; meta: object }[] };
}

async function call(path: string, token?: string, parameters: object = { recipient: RECIPIENT }) {
  const query = new URLSearchParams({ ...parameters }).toString();
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${mock.url}${path}?${query}`, { headers });
  expect(response.headers.get("content-type")).toBe("application/vnd.api+json");
  return { status: response.status, body: (await response.json()) as Answered["body"] };
}

/** Status and code of an error. */
async function errorOf(...asked: Parameters<typeof call>): Promise<string> {
  const { status, body } = await call(...asked);
  return `${status} ${body.errors?.map(({ code }) => code).join(", ")}`;
}

describe("API Particulier at FranceConnect", () => {
  afterEach(() => vi.useRealTimers());

  it("answers what the scopes of the token open, and nothing else", async () => {
    const { status, body } = await call(QUOTIENT, await tokenOf("citizen"));
    expect([status, Object.keys(body)]).toEqual([200, ["data", "links", "meta"]]);
    expect(body.data).toMatchObject({
      quotient_familial: { fournisseur: "CNAF", valeur: 699 },
      allocataires: [{ nom_naissance: "MERCIER" }],
      enfants: [{ prenoms: "LOU" }, { prenoms: "NOÉ" }],
      adresse: { pays: "FRANCE", lieu_dit: null },
    });
    const lean = await call(QUOTIENT, await tokenOf("citizen", "openid identite_pivot cnaf_enfants"));
    expect(Object.keys(lean.body.data ?? {})).toEqual(["enfants"]);
  });

  it("opens parts of parts by scopes of their own, and knows both versions of a scholarship", async () => {
    const token = await tokenOf("student");
    expect((await call(STUDENT, token)).body.data).toEqual({
      admissions: [{ date_debut: "2026-09-01", date_fin: "2027-08-31", est_inscrit: true }],
    });
    const echelon_bourse = { echelon: "6", echelon_bourse_regionale_provisoire: false };
    expect((await call(SCHOLARSHIP, token)).body.data).toEqual({
      statut_boursier: { est_boursier: true, est_radie: false, date_radiation: null },
      echelon_bourse,
    });
    const third = await call(SCHOLARSHIP.replace("v4", "v3"), token);
    expect(third.body.data).toEqual({ est_boursier: true, echelon_bourse });
  });

  it("finds no file of a person who has none", async () => {
    const token = await tokenOf("born-abroad");
    expect(await errorOf(QUOTIENT, token)).toBe("404 23003");
    expect(await errorOf(STUDENT, token)).toBe("404 25003");
    expect(await errorOf(SCHOLARSHIP, token)).toBe("404 26003");
  });

  it("checks the token as introspection does", async () => {
    expect(await errorOf(QUOTIENT)).toBe("401 51504");
    expect(await errorOf(QUOTIENT, "cnaf")).toBe("401 51501");
    expect(await errorOf(QUOTIENT, "x".repeat(43))).toBe("401 51502");
    const token = await tokenOf("citizen");
    expect((await call(QUOTIENT, token)).status).toBe(200);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect(await errorOf(QUOTIENT, token)).toBe("401 51502");
  });

  it("checks the scopes: the whole identity, and one of the data", async () => {
    expect(await errorOf(QUOTIENT, await tokenOf("citizen", "openid profile cnaf_enfants"))).toBe(
      "401 51503",
    );
    const spelled = await tokenOf("citizen", "openid profile birth cnaf_enfants");
    expect((await call(QUOTIENT, spelled)).status).toBe(200);
    expect(await errorOf(QUOTIENT, await tokenOf("citizen", "openid identite_pivot"))).toBe("403 00100");
  });

  it("checks the parameters", async () => {
    const token = await tokenOf("student");
    expect(await errorOf(QUOTIENT, token, {})).toBe("422 00203");
    expect(await errorOf(QUOTIENT, token, { recipient: "13002526500014" })).toBe("422 00210");
    expect(await errorOf(SCHOLARSHIP, token, { recipient: RECIPIENT, campaignYear: "2020" })).toBe(
      "422 00368",
    );
    expect((await call(SCHOLARSHIP, token, { recipient: RECIPIENT, campaignYear: "2026" })).status).toBe(200);
    expect(await errorOf(QUOTIENT.replace("v3", "v4"), token)).toBe("404 00402");
  });

  it.each(DATA_ERROR_CODES)("answers %s of the catalogue when a fault says so, once", async (code) => {
    const fault = mock.fault("data_error", { code, person: "citizen" });
    const token = await tokenOf("citizen");
    expect(await errorOf(QUOTIENT, token)).toMatch(new RegExp(`^4\\d\\d ${code}$|^50[234] ${code}$`));
    expect([(await call(QUOTIENT, token)).status, fault.applied]).toEqual([200, 1]);
  });

  it("knows the faults of answers too, and no code that is not in the catalogue", async () => {
    const token = await tokenOf("citizen");
    mock.fault("http_error", { endpoint: "data", status: 502 });
    const headers = { authorization: `Bearer ${token}` };
    const answered = await fetch(`${mock.url}${QUOTIENT}?recipient=${RECIPIENT}`, { headers });
    expect([answered.status, await answered.text()]).toEqual([502, '{"error":"server_error"}']);
    expect(() => mock.fault("data_error", { code: "50002" })).toThrow(/code must be one of 51501, .*50002/);
  });

  it("tells what was asked, the true answer, and no token", async () => {
    const token = await tokenOf("citizen");
    mock.fault("data_error", { code: "36002" });
    await call(QUOTIENT, token);
    await errorOf(QUOTIENT, token, {});
    expect(mock.requests.filter(({ endpoint }) => endpoint === "data")).toEqual([
      {
        endpoint: "data",
        method: "GET",
        parameters: { recipient: RECIPIENT },
        client: "town",
        clientAuthentication: undefined,
        sub: "201",
        status: 200,
        error: undefined,
      },
      expect.objectContaining({ status: 422, error: "00203" }),
    ]);
    expect(JSON.stringify(mock.requests)).not.toContain(token);
  });
});

describe("the other providers", async () => {
  const proconnect = await startMockProvider({ provider: "proconnect" });
  afterAll(() => proconnect.stop());

  it("have no data behind them", async () => {
    const response = await fetch(`${proconnect.url}${QUOTIENT}?recipient=${RECIPIENT}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      expect.stringContaining("text/html"),
    ]);
  });
});
