import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { ArmedFaults, Occasion } from "../faults/armed-faults.js";
import { ANSWER_FAULTS, spoilAnswer } from "../faults/spoil-answer.js";
import type { ProviderBehavior } from "../provider/behavior.js";
import type { RequestLog } from "../requests/request-log.js";
import type { ProviderState } from "../state/provider-state.js";
import type { CallPath } from "./call.js";
import { CATALOGUE, type DataError, type DataErrorCode } from "./catalogue.js";
import { decide, holderOf, type Decision } from "./decide.js";

/** What the answer to a call takes. */
export interface DataServer {
  readonly behavior: Pick<ProviderBehavior, "subject">;
  readonly provider: Provider;
  readonly state: Pick<ProviderState, "people">;
  readonly faults: ArmedFaults;
  readonly log: RequestLog;
}

/** Answers a call as API Particulier does. */
export async function answerDataCall(
  { behavior, provider, state, faults, log }: DataServer,
  call: CallPath,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const holder = await holderOf(request.headers.authorization, provider);
  const known = typeof holder === "string" ? undefined : holder;
  const person = known && state.people.bySub(behavior.subject.read(known.sub));
  const truth: Decision = typeof holder === "string" ? { code: holder } : decide(call, holder, query, person);
  log.add({
    endpoint: "data",
    method: request.method ?? "GET",
    parameters: Object.fromEntries(query),
    client: known?.client,
    clientAuthentication: undefined,
    sub: known?.sub,
    status: "code" in truth ? CATALOGUE[truth.code].status : 200,
    error: "code" in truth ? truth.code : undefined,
  });
  await answer(truth, { endpoint: "data", client: known?.client, sub: known?.sub }, faults, response);
}

async function answer(
  truth: Decision,
  occasion: Occasion,
  faults: ArmedFaults,
  response: ServerResponse,
): Promise<void> {
  const [falsified] = faults.take(["data_error"], occasion);
  const given: Decision = falsified ? { code: falsified.code as DataErrorCode } : truth;
  for (const fault of faults.take(ANSWER_FAULTS, occasion)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, until one has answered
    if (await spoilAnswer(response, fault, faults.waiting)) return;
  }
  if ("code" in given) sendError(given.code, response);
  else send(200, { data: given.data, links: {}, meta: {} }, response);
}

function sendError(code: DataErrorCode, response: ServerResponse): void {
  const { status, title, detail, provider, retryIn }: DataError = CATALOGUE[code];
  if (status === 429) response.setHeader("Retry-After", String(retryIn ?? 1));
  const meta = { ...(provider && { provider }), ...(retryIn !== undefined && { retry_in: retryIn }) };
  send(status, { errors: [{ code, title, detail, source: null, meta }] }, response);
}

function send(status: number, body: object, response: ServerResponse): void {
  response.writeHead(status, { "Content-Type": "application/vnd.api+json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
