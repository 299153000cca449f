import { createServer, type Server } from "node:http";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";

/** Makes a page of another site, and gives its address. */
export type OtherSite = (body: string) => Promise<string>;

/** Another site, which really is one to the browser: `127.0.0.1`, where the application is `localhost`. */
export function otherSites(): { readonly otherSite: OtherSite; readonly stop: () => Promise<void> } {
  const servers: Server[] = [];
  return {
    otherSite: async (body) => {
      const server = createServer((_request, response) => {
        response.setHeader("content-type", "text/html; charset=utf-8").end(body);
      });
      servers.push(server);
      return (await listen(server)).href;
    },
    stop: async () => {
      await Promise.all(servers.map(stopListening));
    },
  };
}
