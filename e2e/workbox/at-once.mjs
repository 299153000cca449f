import { clientsClaim } from "workbox-core";

// Without a second visit.
globalThis.skipWaiting();
clientsClaim();
