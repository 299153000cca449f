import type { ServerResponse } from "node:http";
import { document, pageHeaders, type Page } from "../pages/page.js";

export function sendPage(response: ServerResponse, page: Page, status: number = 200): void {
  response.writeHead(status, pageHeaders(page));
  response.end(document(page));
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" });
  response.end();
}

export function sendAsset(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type, "X-Content-Type-Options": "nosniff" });
  response.end(body);
}
