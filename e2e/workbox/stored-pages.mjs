import { NavigationRoute, registerRoute } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";

// What only this person may see says no-store.
const nothingPersonal = {
  cacheWillUpdate: async ({ response }) =>
    response.ok && !response.headers.get("cache-control")?.includes("no-store") ? response : null,
};
const pages = new NetworkFirst({ cacheName: "pages", plugins: [nothingPersonal] });
// Our routes are the server's: also those of an application shell.
registerRoute(new NavigationRoute(pages, { denylist: [/^\/auth\//] }));
