import type { BoundedRequest } from "./bounded-fetch.js";

/** Calls the provider: our bounded fetch, or the application's own. */
export type FetchProvider = (address: string | URL, request?: BoundedRequest) => Promise<Response>;
