import { NavigationRoute, registerRoute } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";

const pages = new NetworkFirst({
  cacheName: "pages",
  plugins: [
    {
      // What only this person may see says no-store.
      cacheWillUpdate: async ({ response }) =>
        response.ok && !response.headers.get("cache-control")?.includes("no-store") ? response : null,
    },
  ],
});
// Our routes are the server's: also those of an application shell.
registerRoute(new NavigationRoute(pages, { denylist: [/^\/auth\//] }));
