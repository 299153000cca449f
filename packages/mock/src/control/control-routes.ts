import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { faultCatalogue, type FaultName } from "../faults/fault-catalogue.js";
import { endpointsOf, settingsOf } from "../faults/fault-kind.js";
import type { MockProvider } from "../mock-provider.js";
import { MockOptionsError } from "../options-error.js";
import { ControlError, readJson, sendJson } from "./json.js";
import { checkOwnRequest } from "./own-request.js";

/** What can be done from outside: the same as in process. */
export type Controllable = Pick<
  MockProvider,
  "fault" | "faults" | "clearFaults" | "requests" | "reset" | "logIn" | "backchannelLogout"
>;

type Body = Readonly<Record<string, unknown>>;
/** Gives the status and what to answer. */
type Route = (mock: Controllable, body: Body) => Promise<[status: number, content?: unknown]>;

const available = Object.entries(faultCatalogue).map(([name, kind]) => ({
  name,
  description: kind.description,
  endpoints: endpointsOf(kind),
  settings: settingsOf(kind),
}));

const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  "/mock/faults": {
    GET: async ({ faults }) => [200, { faults, available }],
    POST: async (mock, { name, ...settings }) => [201, mock.fault(name as FaultName, settings)],
    DELETE: async (mock) => {
      mock.clearFaults();
      return [204];
    },
  },
  "/mock/requests": { GET: async ({ requests }) => [200, { requests }] },
  "/mock/reset": {
    POST: async (mock) => {
      await mock.reset();
      return [204];
    },
  },
  "/mock/log-in": {
    POST: async (mock, body) => {
      const organization = text(body, "organization");
      const url = await mock.logIn(required(body, "authorizationUrl"), required(body, "person"), {
        ...(organization !== undefined && { organization }),
      });
      return [200, { callbackUrl: url.href }];
    },
  },
  "/mock/backchannel-logout": {
    POST: async (mock, body) => [200, { deliveries: await mock.backchannelLogout(required(body, "person")) }],
  },
};

/** Answers under `/mock/`, whatever faults there are, and leaves all else to the provider. */
export function controlRoutes(mock: Controllable, provider: RequestListener): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    try {
      checkOwnRequest(request);
      const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
      if (methods === undefined) {
        throw new ControlError(404, `unknown path; known paths: ${Object.keys(routes).join(", ")}`);
      }
      const { method = "" } = request;
      const route = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (route === undefined) throw new ControlError(405, `only ${Object.keys(methods).join(", ")}`);
      const [status, content] = await route(mock, method === "POST" ? await readJson(request) : {});
      sendJson(response, status, content);
    } catch (error) {
      if (error instanceof ControlError) return sendJson(response, error.status, { error: error.message });
      const status = error instanceof MockOptionsError ? 400 : 502;
      sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
    return undefined;
  }

  return (request, response) => {
    const [path = "/"] = (request.url ?? "/").split("?");
    if (path.startsWith("/mock/")) void answer(request, response, path);
    else provider(request, response);
  };
}

function text(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === "string") return value;
  throw new ControlError(400, `${name} must be a text`);
}

function required(body: Body, name: string): string {
  const value = text(body, name);
  if (value === undefined) throw new ControlError(400, `${name} is missing`);
  return value;
}
