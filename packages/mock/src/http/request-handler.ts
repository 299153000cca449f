import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerInteraction, type InteractionServer } from "../interaction/answer-interaction.js";
import { submitScript, style } from "../pages/assets.js";
import { homePage } from "../pages/home-page.js";
import { errorPage, signedOutPage } from "../pages/notice-pages.js";
import { STYLE_PATH, SUBMIT_SCRIPT_PATH } from "../pages/page.js";
import { SIGNED_OUT_PATH } from "../provider/provider-pages.js";
import { sendAsset, sendPage } from "./answer.js";
import { isOwnHost } from "./loopback.js";

const DISCOVERY = "/.well-known/openid-configuration";
const SIGNED_OUT = new URL(SIGNED_OUT_PATH, "http://localhost").pathname;

export interface WebServer extends InteractionServer {
  /** Name under which the provider is reached, besides those of this machine. */
  readonly host: string;
}

/** The provider's whole web server: its own pages, and oidc-provider under its mount path. */
export function requestHandler(server: WebServer): RequestListener {
  const callback = server.provider.callback();
  const { mountPath, issuerPath } = server.behavior;

  /** Lets oidc-provider answer; it reads its mount path from the difference between the two addresses. */
  function provider(request: IncomingMessage, response: ServerResponse, url: string): void {
    Object.assign(request, { originalUrl: mountPath + url });
    request.url = url;
    void callback(request, response);
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "/";
    const [path = "/"] = url.split("?");
    if (!isOwnHost(request.headers.host, server.host)) return notFound(response, "unknown host");
    if (path === issuerPath + DISCOVERY) return provider(request, response, DISCOVERY);
    if (path.startsWith(`${mountPath}/`)) return provider(request, response, url.slice(mountPath.length));
    if (path === "/") {
      const { issuer } = server.provider;
      return sendPage(response, homePage({ issuer, personas: server.state.people.all }));
    }
    if (path.startsWith("/interaction/")) return answerInteraction(server, request, response, path);
    if (path === STYLE_PATH) return sendAsset(response, "text/css; charset=utf-8", style);
    if (path === SUBMIT_SCRIPT_PATH) {
      return sendAsset(response, "text/javascript; charset=utf-8", submitScript);
    }
    if (path === SIGNED_OUT) return sendPage(response, signedOutPage());
    // A page of the library names no icon, and browsers look for one.
    if (path === "/favicon.ico") return sendAsset(response, "image/x-icon", "");
    return notFound(response);
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      sendPage(response, errorPage({ status: 500, error: "server_error" }), 500);
      return undefined;
    });
  };
}

function notFound(response: ServerResponse, description?: string): void {
  sendPage(response, errorPage({ status: 404, error: "not_found", description }), 404);
}
