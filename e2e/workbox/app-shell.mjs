import { createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

precacheAndRoute([{ url: "/install", revision: "1" }]);
registerRoute(new NavigationRoute(createHandlerBoundToURL("/install"), { denylist: [/^\/auth\//] }));
