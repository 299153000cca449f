import { createAuth } from "@moncomptepro/server/next";

/** For the App Router and the middleware. */
export const auth = createAuth({ path: "/api/moncomptepro" });
