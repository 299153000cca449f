import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { DATA_SCOPES } from "@moncomptepro/profiles";
import { answerDataCall, type DataServer } from "../api-particulier/answer-call.js";
import { callOf } from "../api-particulier/call.js";
import { sendAsset, sendPage } from "../http/answer.js";
import { isOwnHost } from "../http/loopback.js";
import { answerInteraction, type InteractionServer } from "../interaction/answer-interaction.js";
import { style, submitScript } from "../pages/assets.js";
import { homePage } from "../pages/home-page.js";
import { errorPage, signedOutPage } from "../pages/notice-pages.js";
import { STYLE_PATH, SUBMIT_SCRIPT_PATH } from "../pages/page.js";
import { textsFor } from "../pages/texts/texts-for.js";
import type { ProviderBehavior } from "./behavior.js";
import { discoveryPath, STANDARD_DISCOVERY } from "./discovery-path.js";

export interface WebServer extends Omit<InteractionServer, "rules">, Pick<DataServer, "faults" | "log"> {
  readonly behavior: ProviderBehavior;
  /** Name under which the provider is reached, besides those of this machine. */
  readonly host: string;
}

/** The provider's whole web server: its own pages, and oidc-provider under its mount path. */
export function requestHandler(server: WebServer): RequestListener {
  const callback = server.provider.callback();
  const { mountPath, issuerPath, pathPrefix = mountPath, profile, routes, signedOutPath } = server.behavior;
  const discovery = issuerPath + discoveryPath(profile);
  // API Particulier takes the tokens of a provider that has its scopes: the mock stands in for both.
  const hasDataApi = Object.keys(DATA_SCOPES).every((scope) => scope in profile.scopes);

  /** Lets oidc-provider answer; it reads its mount path as Express gives it. */
  function provider(request: IncomingMessage, response: ServerResponse, url: string): void {
    Object.assign(request, { baseUrl: mountPath });
    request.url = url;
    void callback(request, response);
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "/";
    const [path = "/"] = url.split("?");
    if (!isOwnHost(request.headers.host, server.host)) return notFound(request, response, "unknown host");
    if (path === discovery) return provider(request, response, STANDARD_DISCOVERY);
    if (path.startsWith(`${pathPrefix}/`) || path === mountPath + routes.authorization)
      return provider(request, response, url.slice(mountPath.length));
    const call = hasDataApi ? callOf(path) : undefined;
    if (call && request.method === "GET") return answerDataCall(server, call, request, response);
    if (path === "/") {
      const { origin } = new URL(server.provider.issuer);
      const personas = server.state.people.all;
      return sendPage(response, homePage(textsFor(request), { discovery: origin + discovery, personas }));
    }
    if (path.startsWith("/interaction/")) {
      return answerInteraction({ ...server, rules: server.behavior }, request, response, path);
    }
    if (path === STYLE_PATH) return sendAsset(response, "text/css; charset=utf-8", style);
    if (path === SUBMIT_SCRIPT_PATH) {
      return sendAsset(response, "text/javascript; charset=utf-8", submitScript);
    }
    if (path === signedOutPath?.split("?")[0]) return sendPage(response, signedOutPage(textsFor(request)));
    // A page of the library names no icon, and browsers look for one.
    if (path === "/favicon.ico") return sendAsset(response, "image/x-icon", "");
    return notFound(request, response);
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      sendPage(response, errorPage(textsFor(request), { status: 500, error: "server_error" }), 500);
      return undefined;
    });
  };
}

function notFound(request: IncomingMessage, response: ServerResponse, description?: string): void {
  sendPage(response, errorPage(textsFor(request), { status: 404, error: "not_found", description }), 404);
}
