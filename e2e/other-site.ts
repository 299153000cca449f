import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Makes a page of another site, and gives its address. */
export type OtherSite = (body: string) => Promise<string>;

/** Another site, which really is one to the browser: `127.0.0.1`, where the application is `localhost`. */
export function otherSites(): { readonly otherSite: OtherSite; readonly stop: () => void } {
  const servers: Server[] = [];
  return {
    otherSite: async (body) => {
      const server = createServer((_request, response) => {
        response.setHeader("content-type", "text/html; charset=utf-8").end(body);
      });
      servers.push(server);
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    },
    stop: () => servers.forEach((server) => server.close().closeAllConnections()),
  };
}
