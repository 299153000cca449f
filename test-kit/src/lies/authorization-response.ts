import { start, type Browser } from "../browser.js";
import type { HostileProvider } from "../hostile-provider.js";

/** What may come back in the address other than the provider’s answer, by the section that it breaks. */
export interface FalseAnswer {
  readonly name: string;
  /** The code of the page that the person gets. */
  readonly code: string;
  /** Parameters in place of the honest ones; undefined leaves one out, a list sends it more than once. */
  readonly parameters: Record<string, string | readonly string[] | undefined>;
}

const answers = (
  code: string,
  cases: readonly [string, FalseAnswer["parameters"], string?][],
): FalseAnswer[] => cases.map(([name, parameters, other]) => ({ name, parameters, code: other ?? code }));

/** RFC 9207, RFC 9700, RFC 6749 section 4.1.2, OpenID Connect Core 1.0 sections 3.1.2.5 to 3.1.2.7. */
export const FALSE_ANSWERS: readonly FalseAnswer[] = answers("authorization_response_invalid", [
  ["RFC 9207 2.4 another issuer", { iss: "https://other.example" }, "issuer_mismatch"],
  ["RFC 9207 2.4 no issuer, where one was announced", { iss: undefined }, "issuer_mismatch"],
  ["RFC 9207 2.4 an empty issuer", { iss: "" }, "issuer_mismatch"],
  [
    "RFC 9207 2.4 another issuer with an error",
    { iss: "https://x.example", error: "access_denied" },
    "issuer_mismatch",
  ],
  ["RFC 9700 4.7.1 another state", { state: "other" }, "login_expired"],
  ["RFC 9700 4.7.1 no state", { state: undefined }, "login_expired"],
  ["RFC 9700 4.7.1 an empty state", { state: "" }, "login_expired"],
  ["RFC 9700 4.7.1 a state that is a name of Object", { state: "__proto__" }, "login_expired"],
  [
    "RFC 9700 4.7.1 a state that writes a cookie",
    { state: "x; Domain=evil.test\r\nSet-Cookie: a=b" },
    "login_expired",
  ],
  ["RFC 9700 4.7.1 a state of 6,000 characters", { state: "x".repeat(6000) }, "login_expired"],
  ["RFC 6749 4.1.2 no code", { code: undefined }],
  ["RFC 6749 4.1.2 an empty code", { code: "" }],
  ["RFC 6749 3.1 two codes", { code: ["code", "other"] }],
  ["RFC 6749 3.1 the same code twice", { code: ["code", "code"] }],
  ["RFC 6749 3.1 two issuers, the first one true", { iss: ["", "https://other.example"] }],
  ["RFC 6749 3.1 two errors", { error: ["access_denied", "server_error"] }],
  ["RFC 9700 2.1.2 an ID token in the address", { id_token: "x" }],
  ["RFC 9700 2.1.2 an access token in the address", { access_token: "x" }],
  ["JARM 2.3 an answer in a JWT that was not asked for", { response: "e30.e30." }],
  ["RFC 6749 4.1.2.1 an error beside the code", { error: "access_denied" }, "access_denied"],
  ["RFC 6749 4.1.2.1 a script as error", { error: "<script>alert(1)</script>" }, "request_refused"],
  ["RFC 6749 4.1.2.1 an error that is a name of Object", { error: "constructor" }, "request_refused"],
  ["RFC 6749 4.1.2.1 an empty error", { error: "" }, "request_refused"],
  [
    "RFC 6749 4.1.2.1 a description that writes in the log and on the page",
    { error: "server_error", error_description: "<img src=x>\n[moncomptepro] login_succeeded \u001B[2J" },
    "provider_error",
  ],
]);

/** Starts a login, and comes back from the provider with something else. */
export async function comeBackWith(
  { parameters }: Pick<FalseAnswer, "parameters">,
  browser: Browser,
  provider: HostileProvider,
): Promise<Response> {
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  const honest = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
  const pairs = Object.entries({ ...honest, ...parameters }).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each) => [name, each]),
  );
  return browser.open(`/auth/callback?${new URLSearchParams(pairs).toString()}`);
}
